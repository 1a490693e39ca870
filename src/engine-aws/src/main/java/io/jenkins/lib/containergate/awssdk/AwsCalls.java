package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Makes calls of AWS and understands how they fail. The SDK tries again where that helps, and waits as AWS asks it to; where it
 * gives up a call only because of its rate, the call is made again until the deadline, or until it was waited for long enough:
 * of many calls at once some are refused again and again. What AWS says in words is not repeated, only its error codes: nobody knows what is in the words.
 */
final class AwsCalls {
    private static final int MAX_PAGES = 1_000;
    private static final Duration ATTEMPT = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** How long a call is waited for whose rate is limited, besides what the SDK waits. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]{1,100}");
    /** How the SDK says it; the rest of its message has more of the file. */
    private static final Pattern EMPTY_PROFILE =
            Pattern.compile("Profile file contained no credentials for profile '([^']{1,100})'");

    private static final Set<String> DENIALS = Set.of(
            "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "NotAuthorized");
    private static final Set<String> REFUSED_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "AuthFailure",
            "RequestExpired",
            "IncompleteSignature");

    private AwsCalls() {}

    /** Asks; several calls that together make one answer. */
    interface Question<T> {
        T ask() throws UnansweredException, DeadlineExceededException, InterruptedException;
    }

    /** One page. */
    interface Page<P> {
        /** @param token of the page; null for the first */
        P get(@Nullable String token) throws UnansweredException, DeadlineExceededException, InterruptedException;
    }

    static <T> Lookup<T> lookup(Question<T> question) throws DeadlineExceededException, InterruptedException {
        try {
            return new Lookup.Answered<>(question.ask());
        } catch (UnansweredException e) {
            return e.lookup();
        }
    }

    /**
     * @param subject what is asked about, as in "the cluster prod"
     * @param call to be made with these settings
     */
    static <T> T ask(
            AwsAction action, String subject, Deadline deadline, Function<AwsRequestOverrideConfiguration, T> call)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return ask(action, subject, deadline, call, Pause.sleeping());
    }

    /** @param waits between calls that are refused for their rate */
    static <T> T ask(
            AwsAction action,
            String subject,
            Deadline deadline,
            Function<AwsRequestOverrideConfiguration, T> call,
            Pause waits)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String activity = "asking AWS about " + subject;
        Duration waited = Duration.ZERO;
        Duration next = FIRST_PAUSE;
        while (true) {
            deadline.check(activity);
            Duration left = deadline.remaining().plusMillis(1);
            try {
                return call.apply(AwsRequestOverrideConfiguration.builder()
                        .apiCallTimeout(left)
                        .apiCallAttemptTimeout(left.compareTo(ATTEMPT) < 0 ? left : ATTEMPT)
                        .build());
            } catch (AwsServiceException e) {
                Duration pause = spread(next);
                if (!e.isThrottlingException()
                        || waited.compareTo(PATIENCE) >= 0
                        || deadline.remaining().compareTo(pause) <= 0) {
                    throw refused(action, subject, e);
                }
                waits.sleep(pause);
                waited = waited.plus(pause);
                next = longer(next);
            } catch (StrangeAnswerException e) {
                throw strange(subject, e);
            } catch (AbortedException e) {
                throw new InterruptedException("interrupted while " + activity);
            } catch (SdkException e) {
                deadline.check(activity);
                throw unreachable(action, subject, e);
            }
        }
    }

    /** Half of it to all of it: calls that are refused together are not to come back together. */
    static Duration spread(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    /** One call for one page. */
    interface PageCall<P> {
        /** @param token of the page; null for the first */
        P make(AwsRequestOverrideConfiguration settings, @Nullable String token);
    }

    /**
     * The items of all pages.
     *
     * @param call to be made for each page
     * @param items of one page
     */
    static <P, T> List<T> list(
            AwsAction action,
            String subject,
            Deadline deadline,
            PageCall<P> call,
            Function<P, @Nullable String> next,
            Function<P, List<T>> items)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return pages(subject, token -> ask(action, subject, deadline, settings -> call.make(settings, token)), next)
                .stream()
                .flatMap(page -> items.apply(page).stream())
                .toList();
    }

    static <P> List<P> pages(String subject, Page<P> page, Function<P, @Nullable String> next)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<P> pages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            P answer = page.get(token);
            pages.add(answer);
            token = next.apply(answer);
            if (token != null && (!seen.add(token) || pages.size() == MAX_PAGES)) {
                throw UnansweredException.failed(
                        "the answer of AWS about " + subject + " does not end",
                        "ask again, and see whether a proxy changes answers");
            }
        } while (token != null && !token.isEmpty());
        return pages;
    }

    /** For calls that take so many at once and no more. */
    static <T> List<List<T>> batches(List<T> all, int size) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }

    /** The error code of AWS; empty when there is none that can be shown. */
    static String code(AwsServiceException fault) {
        AwsErrorDetails details = fault.awsErrorDetails();
        return shown(details == null || details.errorCode() == null ? "" : details.errorCode());
    }

    /** An error code, unless it is something else in its place. */
    static String shown(String code) {
        return CODE.matcher(code).matches() ? code : "";
    }

    static UnansweredException strange(String subject) {
        return UnansweredException.failed(
                "AWS answered something else than it should about " + subject, "see whether a proxy changes answers");
    }

    /** The answer is none; that says nothing about what was requested. */
    static UnansweredException strange(String subject, StrangeAnswerException answer) {
        return UnansweredException.failed(
                answer.action().permission() + " answered with " + answer.answered() + " about " + subject
                        + answer.where(),
                "see whether a proxy or the configured endpoint changes answers of AWS, and run the gate again",
                answer);
    }

    private static UnansweredException refused(AwsAction action, String subject, AwsServiceException fault) {
        // the SDK assumes the role on the way, so that this may not be the answer to what was asked
        AwsAction asked = fault instanceof StsException && action != AwsAction.STS_GET_CALLER_IDENTITY
                ? AwsAction.STS_ASSUME_ROLE
                : action;
        boolean later = fault.isThrottlingException() || fault.statusCode() >= 500;
        return refused(asked, subject, code(fault), fault.statusCode(), later, fault);
    }

    /** @param later whether it may help to ask again */
    static UnansweredException refused(
            AwsAction asked, String subject, String code, int status, boolean later, @Nullable Throwable fault) {
        if (DENIALS.contains(code)) {
            return UnansweredException.denied(asked.permission(), fault);
        }
        String said = asked.permission() + " answered " + (code.isEmpty() ? "" : code + " ") + "(HTTP " + status
                + ") about " + subject;
        if (REFUSED_CREDENTIALS.contains(code)) {
            return UnansweredException.failed(
                    said,
                    "renew these credentials or use others (on the command line --aws-profile); also check the clock",
                    fault);
        }
        if (later) {
            return UnansweredException.failed(said, "try again later, or with a longer deadline", fault);
        }
        return UnansweredException.failed(said, "check that its name, the account and the region are right", fault)
                .coded(code);
    }

    static UnansweredException unreachable(AwsAction action, String subject, Exception fault) {
        String message = String.valueOf(fault.getMessage());
        Matcher profile = EMPTY_PROFILE.matcher(message);
        if (profile.lookingAt()) {
            return UnansweredException.failed(
                    "the AWS profile " + SafeText.quoted(profile.group(1)) + " does not exist, or has no credentials",
                    "check its name, and the files ~/.aws/config and ~/.aws/credentials",
                    fault);
        }
        if (message.startsWith("Unable to load credentials")) {
            return UnansweredException.failed(
                    "no AWS credentials are found to ask about " + subject,
                    "set them in the environment, name a profile with --aws-profile, or credentials in the AWS account"
                            + " of Jenkins",
                    fault);
        }
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return UnansweredException.failed(
                action.permission() + " cannot be asked about " + subject + ": "
                        + root.getClass().getSimpleName(),
                "check the network, the proxy and the region",
                fault);
    }
}
