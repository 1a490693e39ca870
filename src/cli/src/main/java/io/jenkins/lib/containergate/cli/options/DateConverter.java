package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.text.SafeText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 2027-01-31}. */
public final class DateConverter implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(SafeText.quoted(value) + " is not a date; write it like 2027-01-31");
        }
    }
}
