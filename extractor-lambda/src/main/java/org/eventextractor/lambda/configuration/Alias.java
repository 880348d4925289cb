package org.eventextractor.lambda.configuration;

import java.util.regex.Pattern;

/**
 * The alias that a call came through.
 *
 * @param name as the deployment names it, such as {@code PROD}; {@code default} where a call came through none
 */
public record Alias(String name) {

    /** {@code arn:aws:lambda:<region>:<account>:function:<name>}, and perhaps {@code :<alias or version>}. */
    private static final int QUALIFIER = 7;

    /** Versions are numbers; the newest, unpublished one is {@code $LATEST}. */
    private static final Pattern VERSION = Pattern.compile("[0-9]+|\\$LATEST");

    /** What <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html">Lambda allows</a>. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private static final Alias DEFAULT = new Alias("default");

    public Alias {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an alias has letters, digits, - and _ only: " + name);
        }
    }

    /** Of a call through no alias. */
    public static Alias ofNone() {
        return DEFAULT;
    }

    /**
     * The alias in the ARN that a function was invoked by; the default where it names none, or a version.
     *
     * @throws IllegalArgumentException if what stands there can be neither
     */
    public static Alias ofArn(String invokedFunctionArn) {
        String[] parts = invokedFunctionArn.split(":", -1);
        boolean unqualified =
                parts.length <= QUALIFIER || VERSION.matcher(parts[QUALIFIER]).matches();
        return unqualified ? DEFAULT : new Alias(parts[QUALIFIER]);
    }
}
