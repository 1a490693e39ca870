package io.jenkins.lib.containergate.policy.setting;

import java.util.Locale;

/** A setting with a few named values, declared from the strictest to the loosest. */
public interface Choice {
    /** The constant's name. */
    String name();

    /** The value's name in policy files: the constant's, with small letters and hyphens. */
    default String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether something has to be. */
    enum Demand implements Choice {
        REQUIRED,
        OPTIONAL
    }

    /** Whether a flaw of the CISA Known Exploited Vulnerabilities catalogue blocks, whatever the limits. */
    enum KnownExploited implements Choice {
        DENY,
        ALLOW
    }

    /** What a door does with the outcome ERROR; the outcome itself stays ERROR. */
    enum OnError implements Choice {
        FAIL,
        UNSTABLE
    }

    /** Whether rules may be left undecided that need an answer of AWS. */
    enum AwsLookups implements Choice {
        REQUIRED,
        ASKED,
        OPTIONAL
    }

    /** Whether findings of the last digest that passed count again. */
    enum Baseline implements Choice {
        /** Every finding counts. */
        NONE,
        /** Only findings count that the last passed digest did not have. */
        NEW_ONLY
    }

    /** Whether secrets in tests and examples count that no issuer's format proves. */
    enum Fixtures implements Choice {
        /** As all others do. */
        COUNT,
        /** They are reported, nothing more. */
        REPORT
    }

    /** What becomes of packages whose licence is not known. */
    enum UnknownLicenses implements Choice {
        /** Each is an error. */
        UNDECIDED,
        /** They are reported, nothing more. */
        REPORT
    }

    /** Of which packages licences are evaluated. */
    enum LicensedPackages implements Choice {
        ALL,
        /** All but those of the distribution. */
        LANGUAGE
    }

    /** What a document that somebody else wrote may be: the report of another scanner, or an SBOM. */
    enum ReportUse implements Choice {
        /** It adds to what a source of vulnerabilities says, or to what is seen in the image, and takes nothing away. */
        BESIDE,
        /** It may stand in place of the source, or of the image: who writes it decides what is found. */
        INSTEAD
    }

    /** What becomes of SBOMs that signers of the repository attested to an image. */
    enum AttestedSboms implements Choice {
        /** What they name is added to what is seen in the image. */
        BESIDE,
        /** They are not read. */
        IGNORE
    }

    /** What becomes of a finding that the policy does not allow. */
    enum Mode implements Choice {
        /** It fails the gate. */
        ENFORCE,
        /** The gate only warns. */
        WARN,
        /** It is reported, nothing more. */
        AUDIT
    }

    /** How a rule of the hardening or task definition gate counts. */
    enum RuleLevel implements Choice {
        /** A finding blocks. */
        ON,
        /** A finding warns. */
        WARN,
        /** The rule is not asked. */
        OFF
    }
}
