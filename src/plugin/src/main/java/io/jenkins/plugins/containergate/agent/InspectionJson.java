package io.jenkins.plugins.containergate.agent;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.JsonProblem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;

/**
 * The JSON form of an {@link InspectionReport}. An agent may be anyone's machine, so what it sends is parsed within
 * bounds, and into the types of the engine, which check themselves.
 */
public final class InspectionJson {
    /** Some 100,000 packages. */
    static final int MAX_BYTES = 64 << 20;

    /** As many packages again: many small values take far more memory than their bytes. */
    static final long MAX_TOKENS = 3_000_000;

    private static final String REMEDY = "look at the log of the agent, and check that nothing on it interferes";

    /** An image's labels may be this long: its configuration is bounded by the same number. */
    private static final int MAX_TEXT = 8 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonBounds.depth(32)
                    .texts(MAX_TEXT)
                    .names(MAX_TEXT)
                    .numbers(32)
                    .tokens(MAX_TOKENS)
                    .uniqueNames())
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(AccountFile.class, AccountFileKinds.class)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS, SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private InspectionJson() {}

    /** @param value made of records of the engine or of this package */
    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("such a record always has a JSON form", e);
        }
    }

    /** @throws GateException when it is too big, or not what an agent sends */
    static InspectionReport read(byte[] json) throws GateException {
        return read(json, InspectionReport.class);
    }

    /** @throws GateException when it is too big, or not what {@link #write} makes of such a record */
    public static <T> T read(byte[] json, Class<T> type) throws GateException {
        if (json.length > MAX_BYTES) {
            throw new LimitExceededException("the answer of the agent", "maxBytes", MAX_BYTES);
        }
        try {
            T read = MAPPER.readValue(json, type);
            if (read == null) {
                throw new GateException("the answer of the agent is empty", REMEDY);
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new GateException("the answer of the agent is malformed: " + JsonProblem.of(e), REMEDY, e);
        } catch (IOException e) {
            throw new GateException("the answer of the agent cannot be read: " + e.getMessage(), REMEDY, e);
        }
    }

    /** The three states of an account file by fixed names: no class name is ever read. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AccountFile.Absent.class, name = "absent"),
        @JsonSubTypes.Type(value = AccountFile.Unreadable.class, name = "unreadable"),
        @JsonSubTypes.Type(value = AccountFile.Entries.class, name = "entries")
    })
    private interface AccountFileKinds {}
}
