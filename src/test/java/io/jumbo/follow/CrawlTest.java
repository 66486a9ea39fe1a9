package io.jumbo.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrawlTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void it_is_told_with_the_eighth_cut_and_with_no_other() {
        Crawl crawl = Crawl.begun(0);
        for (int cut = 1; cut <= 20; cut++) {
            crawl = crawl.cut();
            assertThat(crawl.isNews()).isEqualTo(cut == 8);
        }
    }

    @Test
    void its_speed_is_the_lines_since_it_began() {
        Crawl crawl = Crawl.begun(5 * SECOND).written(3).written(9);
        assertThat(crawl.linesPerSecond(7 * SECOND)).isEqualTo(6);
        assertThat(crawl.linesPerSecond(9 * SECOND)).isEqualTo(3);
        assertThat(Crawl.begun(0).linesPerSecond(0)).isZero();
    }
}
