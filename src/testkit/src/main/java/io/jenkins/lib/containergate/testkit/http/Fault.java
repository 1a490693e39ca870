package io.jenkins.lib.containergate.testkit.http;

/** What goes wrong with one request to a fake server. */
public sealed interface Fault {

    /** An answer with this status and no usable body. */
    record Status(int code) implements Fault {}

    /** 429 with a {@code Retry-After} header. */
    record RetryAfter(String value) implements Fault {}

    /** The connection ends in the middle of the body. */
    record ResetMidBody() implements Fault {}

    /** One byte now and then, without end. */
    record Trickle() implements Fault {}

    /** No answer at all. */
    record Silence() implements Fault {}

    /** 200 with this body, whatever was asked. */
    record Body(String content) implements Fault {}

    /** A body without end. */
    record Endless() implements Fault {}

    /** 302 to another address. */
    record Redirect(String location) implements Fault {}
}
