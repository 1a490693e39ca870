package io.jenkins.lib.containergate.policy.segment;

/** Who may reach one service. */
public interface AllowedSources {
    boolean allows(Source source);

    /** For people: {@code web, alb:*}. */
    String text();
}
