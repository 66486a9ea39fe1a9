package io.jumbo.write.template;

/** The INSERT template cannot be understood. The message names the place in the template and the remedy. */
public final class InvalidTemplateException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidTemplateException(String message) {
        super("jumbo.insert: " + message);
    }
}
