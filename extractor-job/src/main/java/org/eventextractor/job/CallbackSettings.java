package org.eventextractor.job;

import java.time.Clock;
import java.util.List;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;

/**
 * How callbacks are posted.
 *
 * @param policy where they may go
 * @param secrets sign them, the newest first; empty for unsigned ones
 */
record CallbackSettings(CallbackPolicy policy, List<String> secrets) {

    private static final String SECRETS = "EXTRACTOR_CALLBACK_SECRET";

    CallbackSettings {
        secrets = List.copyOf(secrets);
    }

    static CallbackSettings from(EnvironmentReader reader) {
        return new CallbackSettings(CallbackPolicy.from(reader), reader.list(SECRETS, text -> text));
    }

    /**
     * A sender of these settings.
     *
     * @throws ConfigurationException if a secret is not of the right form; the message does not show it
     */
    CallbackSender newSender(Clock clock) {
        try {
            return new CallbackSender(policy, secrets, clock);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(SECRETS + " cannot be used: " + e.getMessage()));
        }
    }

    /** Without the secrets: a log may show it. */
    @Override
    public String toString() {
        return "CallbackSettings[" + policy + ", " + secrets.size() + " secrets]";
    }
}
