package dev.diorama.server.ops;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server keeps its data.
 *
 * @param dataDir folder of the database; not set: a folder of the user, see {@link DefaultDataFolder}
 */
@ConfigurationProperties("diorama")
record OpsProperties(@Nullable Path dataDir) {}
