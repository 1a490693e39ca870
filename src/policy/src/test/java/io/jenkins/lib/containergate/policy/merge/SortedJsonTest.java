package io.jenkins.lib.containergate.policy.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SortedJsonTest {
    @Test
    void digestsOfPoliciesStayWhatTheObjectMapperMadeThem() throws Exception {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("version", 1);
        plain.put("epss", Map.of("deny", new BigDecimal("0.50"), "small", new BigDecimal("1E-7"), "half", 0.5));
        plain.put("text", "line\nquote\" \u00fc \u2028 \ud83d\ude00 \u0001");
        plain.put("list", List.of(true, false, 7L, List.of(), Map.of()));
        plain.put("Version", "upper case sorts first");
        String expected = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build()
                .writeValueAsString(plain);
        assertThat(SortedJson.text(plain)).isEqualTo(expected);
    }

    @Test
    void aValueThatIsNotPlainIsAFault() {
        assertThatThrownBy(() -> SortedJson.text(Instant.EPOCH)).isInstanceOf(IllegalStateException.class);
    }
}
