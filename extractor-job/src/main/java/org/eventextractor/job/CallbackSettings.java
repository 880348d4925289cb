package org.eventextractor.job;

import java.time.Clock;
import java.util.List;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.config.EnvironmentReader;

/**
 * How callbacks are posted.
 *
 * @param policy where they may go
 * @param secrets sign them, the newest first; empty for unsigned ones
 */
record CallbackSettings(CallbackPolicy policy, List<String> secrets) {

    CallbackSettings {
        secrets = List.copyOf(secrets);
    }

    static CallbackSettings from(EnvironmentReader reader) {
        return new CallbackSettings(CallbackPolicy.from(reader), CallbackSender.secrets(reader));
    }

    CallbackSender newSender(Clock clock) {
        return new CallbackSender(policy, secrets, clock);
    }

    /** Without the secrets: a log may show it. */
    @Override
    public String toString() {
        return "CallbackSettings[" + policy + ", " + secrets.size() + " secrets]";
    }
}
