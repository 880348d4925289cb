package org.eventextractor.lambda.configuration;

/**
 * Everything that the two functions of a deployment can be told, as it is called in the environment and in the
 * configuration object of an alias.
 */
enum Setting {
    EXTRACTOR_ALL_USERS_ALLOWED(Kind.FLAG),
    EXTRACTOR_CALLBACK_HOSTS(Kind.LIST),
    EXTRACTOR_CALLBACK_PAUSES(Kind.LIST),
    EXTRACTOR_CALLBACK_PORTS(Kind.LIST),
    EXTRACTOR_CALLBACK_QUEUE_URL(Kind.TEXT),
    EXTRACTOR_CALLBACK_SECRET(Kind.SECRET),
    EXTRACTOR_CALLBACK_TRUSTED_ORIGINS(Kind.LIST),
    EXTRACTOR_CATALOGUE(Kind.TEXT),
    EXTRACTOR_CONFIGURATION(Kind.PLACE),
    EXTRACTOR_EVENTS(Kind.LIST),
    EXTRACTOR_IMAGE_DIGEST(Kind.TEXT),
    EXTRACTOR_INTAKE_QUEUE_URL(Kind.TEXT),
    EXTRACTOR_JOB_DEFINITION(Kind.TEXT),
    EXTRACTOR_JOB_QUEUE(Kind.TEXT),
    EXTRACTOR_JOB_QUEUE_LARGE(Kind.TEXT),
    EXTRACTOR_JOB_QUEUE_SMALL(Kind.TEXT),
    EXTRACTOR_MAX_RANGE_DAYS(Kind.NUMBER),
    EXTRACTOR_MAX_USERS(Kind.NUMBER),
    EXTRACTOR_NOTIFICATION_TOPIC(Kind.TEXT),
    EXTRACTOR_REQUEST_BUCKET(Kind.TEXT),
    EXTRACTOR_SLACK_WEBHOOK(Kind.SECRET),
    EXTRACTOR_SWEEP_AFTER(Kind.NUMBER);

    /** How a setting is written in an object; in the environment all are text, and a list has commas. */
    enum Kind {
        /** A JSON string. */
        TEXT,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A whole number. */
        NUMBER,
        /** An array of strings. */
        LIST,
        /** Never in an object: whoever may read configurations may not read it. */
        SECRET,
        /** Never in an object: it says where the objects are. */
        PLACE
    }

    private final Kind kind;

    Setting(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
