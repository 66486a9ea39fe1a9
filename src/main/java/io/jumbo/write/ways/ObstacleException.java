package io.jumbo.write.ways;

import java.sql.SQLException;

/**
 * Many lines were written at once, and something has come in the way of that meanwhile. Nothing of what was written may stay; the next attempt asks first.
 */
final class ObstacleException extends SQLException {

    private static final long serialVersionUID = 1L;
    private static final String SERIALIZATION_FAILURE = "40001";

    ObstacleException(Obstacle obstacle) {
        super(obstacle.words() + ", which has come meanwhile", SERIALIZATION_FAILURE);
    }
}
