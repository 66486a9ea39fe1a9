/**
 * How a watch stands, where those look who operate it: health checks of Camel and meters of Micrometer, which appear in the context's own registries by themselves.
 *
 * <p>Contract of the package: it only asks ({@link io.jumbo.follow.WatchStatus}), from any thread, and waits for nobody. It needs no database and no file. Where Micrometer is not
 * on the class path, or the context has no meter registry, there are no meters and nothing is said about it.
 */
package io.jumbo.observe;
