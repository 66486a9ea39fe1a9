/** The process round the library: command line, settings, embedded database. Embedders need nothing of it. */
package io.jumbo.app;
