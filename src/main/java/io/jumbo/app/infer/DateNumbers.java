package io.jumbo.app.infer;

/** The three numbers of a date whose order is not clear, as they are written. */
record DateNumbers(int first, int second, int third) {}
