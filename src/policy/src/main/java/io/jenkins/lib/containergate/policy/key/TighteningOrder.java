package io.jenkins.lib.containergate.policy.key;

import java.util.Optional;

/**
 * The order in which a setting only tightens: the one operator by which layers are merged.
 *
 * <p>Laws, for every floor f and every asked a that {@link #loosens} nothing: {@code tighten(f, a)} is at least as
 * strict as both; {@code tighten(f, f) = f}; and the order in which several such values are asked does not matter.
 */
public interface TighteningOrder<T> {
    /** Whether {@code asked} would allow something the floor does not; an empty floor is one that does not state it. */
    boolean loosens(Optional<T> floor, T asked);

    /** As strict as both. Only for values that loosen nothing. */
    T tighten(Optional<T> floor, T asked);

    /** Whether a complete policy that does not state the setting is at least as strict as any that does. */
    default boolean silenceIsStrictest() {
        return false;
    }

    /** What a floor says to a looser request, to follow the layer's name: {@code allows at most 0}. */
    String stance(Optional<String> floor);
}
