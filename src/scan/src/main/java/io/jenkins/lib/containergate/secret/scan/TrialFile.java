package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.finding.RuleId;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of sources that starts a program only to try it: a workflow that runs for pull requests, a compose file that is called
 * like tests or development, settings that a framework reads on the machine of a developer. What the program signs and encrypts
 * with there, and the password that an image creates its first account with, exist as long as the trial. What somebody else
 * issued (tokens, keys of an API, client secrets) does not, and is no part of this.
 */
final class TrialFile {
    private static final Pattern WORKFLOW =
            Pattern.compile("(?:.*/)?\\.(?:github|gitea|forgejo)/workflows/[^/]+\\.ya?ml");

    /** What only a workflow reads: GitHub takes no workflow from a directory below. Actions are steps of any workflow. */
    private static final Pattern BESIDE_WORKFLOWS =
            Pattern.compile("(?:.*/)?\\.(?:github|gitea|forgejo)/(?!actions/).+\\.ya?ml");

    private static final String TRIAL =
            "(?:tests?|testing|ci|e2e|integration|dev|devel|develop|development|local|localdev)";
    private static final Pattern COMPOSE = Pattern.compile(
            "(?:.*/)?(?:(?:[^/]*[._-])?compose(?:[._-][^/]*)?[._-]" + TRIAL + "(?:[._-][^/]*)?|(?:[^/]*[._-])?" + TRIAL
                    + "[._-](?:[^/]*[._-])?compose(?:[._-][^/]*)?)\\.ya?ml");

    /** Of Phoenix and of Django: what runs elsewhere has another file. */
    private static final Pattern SETTINGS = Pattern.compile(
            "(?:.*/)?(?:config/(?:dev|test)\\.exs|settings/(?:dev|development|local|tests?|testing|ci)\\.py)");

    /** {@code on: pull_request}, as a list or with members. Whoever opens one can print what the workflow holds. */
    private static final Pattern FOR_PULL_REQUESTS = Pattern.compile("(?m)^(?:[\"']?on[\"']?[ \\t]*:[^\\n"
            + "#]{0,200}\\bpull_request\\b|[ \\t]{1,16}(?:-[ \\t]{1,8})?pull_request[ \\t]*(?::|\\r"
            + "?$))");

    /** Steps that reach others; {@code BLUE_GREEN_DEPLOYMENT} is the name of a setting. */
    private static final Pattern REACHES_OTHERS =
            Pattern.compile("(?i)\\b(?:deploy(?:s|ed|ing|ments?)?|staging|kubectl|ssh|scp|rsync)\\b");

    /** Of a job, with rights and secrets of its own. */
    private static final Pattern ENVIRONMENT = Pattern.compile("(?m)^[ \\t]{1,32}environment[ \\t]*:");

    private static final Set<RuleId> RULES = Set.of(
            new RuleId("generic-password"),
            new RuleId("generic-secret"),
            new RuleId("laravel-app-key"),
            new RuleId("rails-secret-key-base"));

    /**
     * Keys that a program makes its own. {@code SECRET_KEY} and {@code APP_SECRET} behind another word are what a service issues:
     * {@code STRIPE_SECRET_KEY}, {@code WECHAT_APP_SECRET}.
     */
    private static final String OWN_KEYS =
            "(?:[a-z0-9]{1,24}_){0,4}(?:secret_key_base|jwt_secret(?:_key)?|session_(?:secret|key)|cookie_secret"
                    + "|(?:next)?auth_secret|encryption_key|kek|kms_secret_key)"
                    + "|(?:django_|flask_)?secret_key|app_(?:secret|key)";

    /** With which the entry point of an image creates the first account. */
    private static final String FIRST_ACCOUNT = "(?:mysql|mariadb|minio|mongodb|arango|mongo_initdb)_root_password"
            + "|(?:postgres|postgresql|elastic|pgadmin_default|keycloak_admin|kc_bootstrap_admin|clickhouse_admin)_password"
            + "|(?:mssql_)?sa_password|(?:[a-z0-9]{1,24}_){0,3}initial_(?:[a-z]{1,16}_)?password|rabbitmq_default_pass";

    /** Such a name, and all that gives it its value; what a key of MinIO is called stands before it. */
    private static final Pattern NAMED = Pattern.compile("(?i).*(?<![a-z0-9_.-])(?:" + OWN_KEYS + "|" + FIRST_ACCOUNT
            + ")[\"']?[ \\t]*[:=,][ \\t]*[\"']?(?:[a-z][a-z-]{0,40}:)?");

    private final boolean workflow;
    private final boolean candidate;
    private final SourceText text;

    /** @param path in lower case, with {@code /} between its segments */
    TrialFile(String path, SourceText text) {
        this.workflow = WORKFLOW.matcher(path).matches();
        this.candidate = workflow
                || BESIDE_WORKFLOWS.matcher(path).matches()
                || COMPOSE.matcher(path).matches()
                || SETTINGS.matcher(path).matches();
        this.text = text;
    }

    /** Whether its name alone says that it is one, as of a compose file for developers. */
    boolean named() {
        return candidate;
    }

    /** Whether what was found is the program's own, wherever the file has it. */
    boolean owns(Hit hit) {
        return candidate
                && RULES.contains(hit.rule())
                && trial()
                && text.everywhere(
                        hit.value(), (before, behind) -> NAMED.matcher(before).matches());
    }

    private boolean trial() {
        String content = text.content();
        return !REACHES_OTHERS.matcher(content).find()
                && (!workflow
                        || FOR_PULL_REQUESTS.matcher(content).find()
                                && !ENVIRONMENT.matcher(content).find());
    }
}
