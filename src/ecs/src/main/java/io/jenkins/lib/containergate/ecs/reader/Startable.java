package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file declares, and something can start: it is evaluated where it is declared.
 *
 * @param reference its logical ID, or its address without indices
 * @param name as far as the file gives it one
 * @param arns that the file says it has, with all its versions
 * @param place the account and region that it is deployed to
 */
record Startable(Kind kind, String reference, Optional<KnownText> name, List<String> arns, Place place) {
    static final String REGION = "AWS::Region";
    static final String ACCOUNT = "AWS::AccountId";
    static final String PARTITION = "AWS::Partition";

    /** By how regions begin. */
    private static final Map<String, String> PARTITIONS = Map.of(
            "cn-", "aws-cn",
            "us-gov-", "aws-us-gov",
            "us-iso-", "aws-iso",
            "us-isob-", "aws-iso-b",
            "eu-isoe-", "aws-iso-e",
            "us-isof-", "aws-iso-f",
            "eusc-", "aws-eusc");

    /** What the ARNs of each are made of. */
    enum Kind {
        STATE_MACHINE,
        /** Of a state machine. */
        ALIAS,
        /** Of a state machine. */
        VERSION,
        PIPELINE,
        RESPONSE_PLAN,
        /** Of Systems Manager. */
        DOCUMENT
    }

    /** Of which a reference in a template is the name. */
    private static final Set<Kind> NAMED_BY_REFERENCE = Set.of(Kind.PIPELINE, Kind.DOCUMENT);

    Startable {
        arns = List.copyOf(arns);
    }

    /** @param arns values that are ARNs of it as far as they are known */
    static List<String> known(Value... arns) {
        return List.of(arns).stream()
                .filter(Text.class::isInstance)
                .map(each -> ((Text) each).value())
                .toList();
    }

    /** Whether an ARN without a qualifier is its own: of the same kind, partition, region, account and name. */
    boolean is(StartedArn arn) {
        return kind == arn.kind() && called(arn.name()) && here(arn);
    }

    private boolean here(StartedArn arn) {
        boolean region = kind == Kind.RESPONSE_PLAN
                ? arn.region().is("")
                : arn.region().refersTo(REGION)
                        || place.region().filter(arn.region()::is).isPresent();
        boolean account = arn.account().refersTo(ACCOUNT)
                || place.account().filter(arn.account()::is).isPresent();
        boolean partition = arn.partition().refersTo(PARTITION)
                || arn.partition().whole()
                        && place.region()
                                .map(Startable::partition)
                                .map(arn.partition()::is)
                                // in another partition than its own account an ARN is that of nothing
                                .orElse(true);
        return region && account && partition;
    }

    private static String partition(String region) {
        return PARTITIONS.entrySet().stream()
                .filter(each -> region.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }

    /** Whether this is its name, or refers to that and nothing else. */
    boolean called(KnownText other) {
        return name.filter(other::same).isPresent()
                || other.refersTo(NAMED_BY_REFERENCE.contains(kind) ? reference : reference + ".Name");
    }

    /** Whether a text with one gap alone refers to it. */
    boolean isArn(KnownText text) {
        return text.gaps().size() == 1
                && text.refersTo(text.gaps().get(0))
                && referredTo(text.gaps().get(0));
    }

    /** @param origin what a whole value refers to, such as {@code Machine}, {@code Machine.Arn} or an address with an attribute */
    boolean referredTo(String origin) {
        String local = Addresses.local(reference);
        return origin.equals(local) || origin.equalsIgnoreCase(local + ".arn") || origin.equals(local + ".id");
    }
}
