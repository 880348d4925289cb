package org.eventextractor.lambda.configuration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function works with, one for each alias it is called through. Where {@code EXTRACTOR_CONFIGURATION} names a
 * place, the object of the alias there is laid over the environment; it is read when the alias is first seen, and
 * looked at again no more than once a minute. A change that cannot be used is logged, and what was used stays. Without
 * a place the environment alone configures all aliases.
 *
 * <p>Thread-safe.
 *
 * @param <T> what is made of a configuration
 */
public final class PerAlias<T> {

    private static final Logger log = LoggerFactory.getLogger(PerAlias.class);

    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Function<Alias, T> source;

    private PerAlias(Function<Alias, T> source) {
        this.source = source;
    }

    /** The same for every alias. */
    public static <T> PerAlias<T> always(T value) {
        return new PerAlias<>(alias -> value);
    }

    /**
     * By the environment, and the objects that it names.
     *
     * @param stores where those objects are read from
     * @param clock tells when it is time to look again
     * @param maker makes it of a configuration, and throws {@link ConfigurationException} if that cannot be used
     * @throws ConfigurationException naming every fault of the environment, where that is all there is
     */
    public static <T> PerAlias<T> of(
            Map<String, String> environment, ObjectStores stores, Clock clock, Function<Map<String, String>, T> maker) {
        Optional<StorageUri> place = LambdaEnvironment.configurationPlace(environment);
        if (place.isEmpty()) {
            return always(maker.apply(environment));
        }
        ObjectStore store = stores.open(place.get());
        Refreshed<T> refreshed =
                new Refreshed<>(environment, alias -> AliasObject.of(alias, place.get(), store), clock, maker);
        return new PerAlias<>(refreshed::of);
    }

    /**
     * What calls through an alias work with.
     *
     * @throws ConfigurationException if its configuration cannot be used and never could
     */
    public T of(Alias alias) {
        return source.apply(alias);
    }

    /** As {@link #of(Alias)}, of the alias in the ARN that a function was invoked by. */
    public T ofArn(String invokedFunctionArn) {
        return of(Alias.ofArn(invokedFunctionArn));
    }

    private static final class Refreshed<T> {
        private final Map<String, String> environment;
        private final Function<Alias, AliasObject> objects;
        private final Clock clock;
        private final Function<Map<String, String>, T> maker;
        private final Map<Alias, Held<T>> held = new HashMap<>();

        Refreshed(
                Map<String, String> environment,
                Function<Alias, AliasObject> objects,
                Clock clock,
                Function<Map<String, String>, T> maker) {
            this.environment = Map.copyOf(environment);
            this.objects = objects;
            this.clock = clock;
            this.maker = maker;
        }

        synchronized T of(Alias alias) {
            Held<T> found = held.get(alias);
            if (found == null) {
                found = made(objects.apply(alias));
                held.put(alias, found);
            } else if (!clock.instant().isBefore(found.lookAgainAt)) {
                found = lookedAgain(objects.apply(alias), found);
                held.put(alias, found);
            }
            return found.value;
        }

        private Held<T> made(AliasObject object) {
            AliasObject.Content content = object.read();
            Map<String, String> settings = new HashMap<>(environment);
            settings.putAll(content.settings());
            try {
                return new Held<>(maker.apply(settings), content, nextLook());
            } catch (ConfigurationException e) {
                throw new ConfigurationException(object.what() + ", over the environment,", e.faults());
            }
        }

        private Held<T> lookedAgain(AliasObject object, Held<T> current) {
            try {
                return object.isStill(current.content) ? current.until(nextLook()) : made(object);
            } catch (ConfigurationException | StorageException e) {
                log.error("going on with the configuration read before", e);
                return current.until(nextLook());
            }
        }

        private Instant nextLook() {
            return clock.instant().plus(LOOK_AGAIN_AFTER);
        }
    }

    /** @param content the object it was made of */
    private record Held<T>(T value, AliasObject.Content content, Instant lookAgainAt) {
        Held<T> until(Instant later) {
            return new Held<>(value, content, later);
        }
    }
}
