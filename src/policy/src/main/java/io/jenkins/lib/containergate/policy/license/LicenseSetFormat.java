package io.jenkins.lib.containergate.policy.license;

import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.license.LicenseSet.Entry;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A list of classes and SPDX identifiers. */
public final class LicenseSetFormat implements ValueFormat<LicenseSet> {
    private static final int MOST = 1_000;
    private static final ValueFormat<List<Entry>> ENTRIES = new ListFormat<>(new EntryFormat(), 1, MOST);

    @Override
    public Optional<LicenseSet> read(YamlValue value, String where, Problems problems) {
        return ENTRIES.read(value, where, problems).map(LicenseSet::new);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("$ref", "#/$defs/licenses");
    }

    @Override
    public String values() {
        return "SPDX identifiers and classes, see below";
    }

    @Override
    public Object plain(LicenseSet value) {
        return ENTRIES.plain(value.entries());
    }

    private static final class EntryFormat implements ValueFormat<Entry> {
        private static final String CLASSES =
                Arrays.stream(LicenseClass.values()).map(LicenseClass::key).collect(Collectors.joining(", "));

        @Override
        public Optional<Entry> read(YamlValue value, String where, Problems problems) {
            if (!(value instanceof Scalar scalar) || scalar.type() != ScalarType.TEXT) {
                problems.report(value.line(), where + " must be a licence or a class of licences, not " + value.kind());
                return Optional.empty();
            }
            Optional<Entry> entry = Entry.parse(scalar.text());
            if (entry.isEmpty()) {
                Optional<String> meant = SpdxLicenses.get().meant(scalar.text());
                problems.report(
                        value.line(),
                        where + ": " + ShownName.of(scalar.text()) + " is not an identifier of the SPDX License List"
                                + meant.map(spdx -> ": write " + spdx).orElse(" and none of the classes " + CLASSES));
            }
            return entry;
        }

        @Override
        public Object plain(Entry value) {
            return value.toString();
        }
    }
}
