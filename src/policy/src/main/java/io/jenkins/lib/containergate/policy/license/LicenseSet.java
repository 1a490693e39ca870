package io.jenkins.lib.containergate.policy.license;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Licences that a policy names, one by one or by class.
 *
 * @param entries none within another, in a stable order
 */
public record LicenseSet(List<Entry> entries) {
    /** A class, or a licence. */
    public sealed interface Entry {
        boolean matches(License license);

        /** Empty for what is neither a class nor a licence of the list. */
        static Optional<Entry> parse(String text) {
            Optional<Entry> ofClass = LicenseClass.ofKey(text).map(OfClass::new);
            return ofClass.or(() -> SpdxLicenses.get().successor(text).isEmpty()
                            && LicenseExpression.parse(text) instanceof LicenseExpression.One one
                            && one.license().toString().equals(text)
                            && one.license().id().isPresent()
                    ? Optional.of(new OfLicense(one.license()))
                    : Optional.empty());
        }
    }

    record OfClass(LicenseClass reach) implements Entry {
        @Override
        public boolean matches(License license) {
            return license.reach().filter(reach::equals).isPresent();
        }

        @Override
        public String toString() {
            return reach.key();
        }
    }

    /** Without an exception, it means the licence with any. */
    record OfLicense(License license) implements Entry {
        @Override
        public boolean matches(License other) {
            return license.id().equals(other.id())
                    && (license.exception().isEmpty() || license.exception().equals(other.exception()));
        }

        /** Whether a text that names a kind of licence, such as "LGPL", can mean it: none of them names an exception. */
        private boolean canBeOf(Optional<LicenseClass> kind) {
            return license.exception().isEmpty() && license.reach().equals(kind);
        }

        /** Without an exception it also means itself with one, and some make a GPL a weak copyleft. */
        private boolean meansExceptions() {
            return license.exception().isEmpty()
                    && license.reach()
                            .filter(LicenseClass.STRONG_COPYLEFT::equals)
                            .isPresent();
        }

        @Override
        public String toString() {
            return license.toString();
        }
    }

    public LicenseSet {
        List<Entry> kept = new ArrayList<>();
        for (Entry entry :
                entries.stream().sorted(Comparator.comparing(Entry::toString)).toList()) {
            if (kept.stream().noneMatch(other -> covers(other, entry))) {
                kept.removeIf(other -> covers(entry, other));
                kept.add(entry);
            }
        }
        entries = List.copyOf(kept);
    }

    private static boolean covers(Entry outer, Entry inner) {
        return outer.equals(inner)
                || inner instanceof OfLicense one
                        && outer.matches(one.license())
                        && (outer instanceof OfLicense || !one.meansExceptions());
    }

    public boolean matches(License license) {
        return entries.stream().anyMatch(entry -> entry.matches(license));
    }

    /** Whether a licence of which not all is known can be one of these. */
    public boolean canBe(License license) {
        if (license.custom() || license.id().isEmpty() && license.reach().isEmpty()) {
            return true;
        }
        return license.id().isEmpty()
                ? entries.stream().anyMatch(entry -> entry instanceof OfLicense one && one.canBeOf(license.reach()))
                : license.reach().isEmpty() && entries.stream().anyMatch(OfClass.class::isInstance);
    }

    /** Names nothing that the outer set does not. */
    public boolean within(LicenseSet outer) {
        return entries.stream().allMatch(inner -> outer.entries.stream().anyMatch(each -> covers(each, inner)));
    }

    public LicenseSet with(LicenseSet other) {
        return new LicenseSet(
                Stream.concat(entries.stream(), other.entries.stream()).toList());
    }
}
