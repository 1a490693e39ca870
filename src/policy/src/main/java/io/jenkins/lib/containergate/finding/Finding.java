package io.jenkins.lib.containergate.finding;

import java.util.Optional;

/**
 * Something a detector objects to. It says what is wrong, where, and what to do; the policy decides what follows.
 *
 * <p>Holds no secret value: a detector redacts before it creates one.
 */
public sealed interface Finding
        permits VulnerabilityFinding,
                HardeningFinding,
                InventoryFinding,
                LicenseFinding,
                MisconfigurationFinding,
                SignatureFinding,
                SecretFinding {
    RuleId rule();

    Severity severity();

    String title();

    Location location();

    /** What was found. */
    String actual();

    /** What would have been right. */
    String expected();

    /** What to do about it: one sentence, or the address of a page. */
    String help();

    Fingerprint fingerprint();

    /** Name in reports: {@code vulnerability}, {@code hardening}, ... */
    String kind();

    /** The package it is about. */
    default Optional<AffectedPackage> inPackage() {
        return Optional.empty();
    }

    /** What is known of where it runs. */
    default Exposure exposure() {
        return Exposure.unknown();
    }

    /** The detector could not decide here: unless waived, the gate's outcome is ERROR whatever the limits. */
    default boolean undecided() {
        return false;
    }
}
