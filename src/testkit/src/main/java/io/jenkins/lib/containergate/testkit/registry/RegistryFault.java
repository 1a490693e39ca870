package io.jenkins.lib.containergate.testkit.registry;

/** What goes wrong with one request to {@link FakeRegistry}. */
public sealed interface RegistryFault {

    /** An answer with this status and no body. */
    record Status(int code) implements RegistryFault {}

    /** 429 with a header {@code Retry-After}. */
    record RetryAfter(String value) implements RegistryFault {}

    /** The connection ends after so many bytes of the body. */
    record CutAfter(int bytes) implements RegistryFault {}

    /** The body comes one byte at a time, and never ends. */
    record Drip() implements RegistryFault {}

    /** No answer at all. */
    record Silence() implements RegistryFault {}

    /** One byte of the body is another. */
    record WrongBytes() implements RegistryFault {}

    /** The header names another digest than the body's. */
    record WrongDigestHeader() implements RegistryFault {}

    /** So many bytes more than the true body; fewer when negative. */
    record OtherLength(int difference) implements RegistryFault {}

    /** A body of so many spaces, of the right media type. */
    record Huge(int bytes) implements RegistryFault {}

    /** 307 to this address; {@code %s} becomes the path and query that were asked for. */
    record Redirect(String location) implements RegistryFault {}

    /** Ranges are ignored: the whole body comes, with 200. */
    record NoRanges() implements RegistryFault {}
}
