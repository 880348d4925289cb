package org.eventextractor.lambda.intake;

import java.util.Map;
import org.eventextractor.core.catalogue.Catalogue;
import org.eventextractor.core.catalogue.CatalogueReader;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.request.RequestPolicy;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.lambda.batch.QueueNames;
import org.eventextractor.lambda.configuration.LambdaEnvironment;

/**
 * What intake is told by its environment.
 *
 * @param requestBucket the bucket of the requests
 * @param jobQueues of Batch
 * @param jobDefinition name or ARN of the Batch job definition
 * @param policy what requests may ask for
 */
record IntakeConfiguration(StorageUri requestBucket, QueueNames jobQueues, String jobDefinition, RequestPolicy policy) {

    private static final long MAX_CATALOGUE_BYTES = 1 << 20;

    /**
     * Reads it.
     *
     * @param stores where a catalogue of the deployment's own is read from
     * @throws ConfigurationException naming every fault at once
     */
    static IntakeConfiguration from(Map<String, String> environment, ObjectStores stores) {
        EnvironmentReader reader = LambdaEnvironment.reader(environment);
        StorageUri requestBucket = LambdaEnvironment.requestBucket(reader);
        String standardQueue = reader.required("EXTRACTOR_JOB_QUEUE", name -> name, "");
        QueueNames jobQueues = QueueNames.from(reader, standardQueue);
        String jobDefinition = reader.required("EXTRACTOR_JOB_DEFINITION", name -> name, "");
        Catalogue catalogue = reader.optional(
                "EXTRACTOR_CATALOGUE", uri -> catalogue(stores, uri), CatalogueReader.defaultCatalogue());
        RequestPolicy policy = RequestPolicy.fromEnvironment(reader, catalogue, requestBucket);
        reader.check();
        return new IntakeConfiguration(requestBucket, jobQueues, jobDefinition, policy);
    }

    private static Catalogue catalogue(ObjectStores stores, String text) {
        StorageUri uri = StorageUri.parse(text);
        try {
            return CatalogueReader.read(stores.open(uri)
                    .read(uri.key(), ReadCondition.any(), MAX_CATALOGUE_BYTES)
                    .bytes());
        } catch (StorageException e) {
            throw new IllegalArgumentException("it cannot be read: " + e.getMessage(), e);
        }
    }
}
