package org.eventextractor.s3;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The key pair and region that every local endpoint knows. They protect nothing beyond this machine: the endpoints
 * listen on loopback only, and the pair keeps a web page in a browser from talking to them.
 */
public final class LocalCredentials {
    public static final String REGION = "us-east-1";
    public static final String ACCOUNT = "000000000000";
    public static final String ACCESS_KEY_ID = "local";
    public static final String SECRET_ACCESS_KEY = "local-secret";

    private LocalCredentials() {}

    /** For a client of the AWS SDK. */
    public static StaticCredentialsProvider provider() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
    }
}
