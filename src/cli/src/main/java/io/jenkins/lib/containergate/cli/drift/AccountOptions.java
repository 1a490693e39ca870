package io.jenkins.lib.containergate.cli.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.cli.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The accounts and regions that one run checks. */
public final class AccountOptions {
    private static final String SESSION = "container-gate";
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?<who>[^@\\s]{1,2048})@(?<regions>[a-z]{2}[a-z0-9-]{3,30}(,[a-z]{2}[a-z0-9-]{3,30}){0,50})");

    @Option(
            names = "--account",
            paramLabel = "ROLE|PROFILE@REGION[,REGION]",
            description = {
                "Check every cluster of this account in these regions: with a role to assume (its ARN) or a profile."
                        + " Repeatable; all accounts make one verdict.",
                "A file of options is given as @FILE."
            })
    private List<String> accounts = List.of();

    @Option(names = "--account-external-id", paramLabel = "ID", description = "External ID of the roles of --account.")
    private Optional<String> externalId = Optional.empty();

    @Option(
            names = "--accounts-at-once",
            paramLabel = "N",
            defaultValue = "8",
            description = "Accounts and regions that are read at the same time; default ${DEFAULT-VALUE}.")
    private int atOnce = 8;

    /**
     * One account in one region.
     *
     * @param name for messages: {@code 123456789012/eu-central-1}, or the profile in place of the number
     * @param number of the account; empty for a profile
     */
    record Place(String name, Optional<String> number, AwsAccess access) {}

    boolean areNamed() {
        return !accounts.isEmpty();
    }

    int atOnce() throws UsageException {
        if (atOnce < 1 || atOnce > 100) {
            throw new UsageException("--accounts-at-once is " + atOnce, "give a number from 1 to 100");
        }
        return atOnce;
    }

    /** @param own credentials of the command, which assume the roles */
    List<Place> places(AwsAccess own) throws UsageException {
        List<Place> places = new ArrayList<>();
        for (String account : accounts) {
            Matcher matcher = ACCOUNT.matcher(account);
            if (!matcher.matches()) {
                throw new UsageException(
                        "--account is '" + account + "'",
                        "give it as arn:aws:iam::123456789012:role/gate@eu-central-1,us-east-1 or PROFILE@REGION");
            }
            for (String region : matcher.group("regions").split(",")) {
                places.add(place(matcher.group("who"), region, own));
            }
        }
        if (places.stream().map(Place::name).distinct().count() < places.size()) {
            throw new UsageException("--account names an account and region twice", "name each once");
        }
        return places;
    }

    private Place place(String who, String region, AwsAccess own) throws UsageException {
        if (!who.startsWith("arn:")) {
            return new Place(
                    who + "/" + region,
                    Optional.empty(),
                    new AwsAccess(Optional.of(who), Optional.empty(), Optional.of(region), own.endpoint()));
        }
        Arn role = Arn.of(who)
                .filter(found ->
                        found.service().equals("iam") && found.resource().startsWith("role/"))
                .orElseThrow(() -> new UsageException(
                        "--account names no role: " + who, "give one like arn:aws:iam::123456789012:role/gate@REGION"));
        return new Place(
                role.account() + "/" + region,
                Optional.of(role.account()),
                new AwsAccess(
                        own.profile(),
                        Optional.of(new AwsAccess.AssumedRole(role, externalId, SESSION)),
                        Optional.of(region),
                        own.endpoint()));
    }
}
