package io.jumbo.app.infer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A watch as it is proposed, to be tried.
 *
 * @param name empty for the only one, which is the unnamed watch
 * @param options text by key, without prefix
 * @param files it was made from
 */
public record ProposedWatch(String name, Map<String, String> options, List<Path> files) {

    public ProposedWatch {
        options = Map.copyOf(options);
        files = List.copyOf(files);
    }
}
