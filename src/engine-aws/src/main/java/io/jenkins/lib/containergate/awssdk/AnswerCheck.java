package io.jenkins.lib.containergate.awssdk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Reads each answer before a client of the SDK does: of services with XML, the SDK takes what it does not understand, and nothing
 * at all, for an answer without members.
 */
final class AnswerCheck implements ExecutionInterceptor {
    private static final int MAX_ANSWER = 64 << 20;

    private final String region;
    private final AwsCredentialsProvider credentials;

    AnswerCheck(String region, AwsCredentialsProvider credentials) {
        this.region = region;
        this.credentials = credentials;
    }

    /** A call whose answers nobody described is not made. */
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        action(attributes);
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        AwsAction action = action(attributes);
        byte[] body = new byte[0];
        if (context.responseBody().isPresent()) {
            try (InputStream in = context.responseBody().get()) {
                body = in.readNBytes(MAX_ANSWER + 1);
            } catch (IOException e) {
                throw SdkClientException.create("the answer was cut off", e);
            }
        }
        Optional<String> lacking = body.length > MAX_ANSWER
                ? Optional.of("more than " + (MAX_ANSWER >> 20) + " MB")
                : action.lacking(body);
        if (lacking.isPresent()) {
            throw new StrangeAnswerException(
                    action,
                    lacking.get(),
                    where(region, credentials.resolveCredentials().accountId()));
        }
        return Optional.of(new ByteArrayInputStream(body));
    }

    private static AwsAction action(ExecutionAttributes attributes) {
        return AwsAction.of(
                attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** @param account of the credentials, where they say it */
    static String where(String region, Optional<String> account) {
        return " in the region " + region
                + account.map(id -> " and the account " + id).orElse("");
    }
}
