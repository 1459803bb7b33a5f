// When something happens and how long it goes on; lenses and measures.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hibari::world {
bool ShotReader::read_number_phrase() {
    // "after two seconds", "for 3 seconds", "two seconds later", "35 mm".
    std::size_t at = at_;
    const bool after = is_any(at, "after|in|at");
    const bool lasting = is_any(at, "for|lasting|over");
    if (after || lasting) {
        ++at;
    }
    if (is_any(at, "about|around|the|only|exactly|roughly|just|second")) {
        ++at;
    }
    if (at >= tokens_.size() || (at > 0 && is(at - 1, "the") && tokens_[at].text.ends_with("0s"))) {
        return false;  // "in the 80s" is a style and no time.
    }
    if (tokens_[at].kind == TokenKind::kNumber) {
        int lens = 0;
        const std::string& text = tokens_[at].text;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), lens);
        const std::string_view unit(
            parsed.ptr, static_cast<std::size_t>(text.data() + text.size() - parsed.ptr)
        );
        const std::size_t next = skip_hyphen(at + 1);
        const bool apart = unit.empty() && is(next, "mm");
        if ((unit == "mm" || apart) && lens >= 12 && lens <= 200) {
            std::size_t end = apart ? next + 1 : at + 1;
            if (is_any(end, "film")) {
                return false;
            }
            if (is_any(end, "lens|camera|prime")) {
                ++end;
            }
            shot_.camera.lens_mm = static_cast<float>(lens);
            shot_.camera_set = true;
            use(at_, end);
            story_.notes.understood(shown(at_, end), "a " + std::to_string(lens) + " mm lens");
            at_ = end;
            return true;
        }
    }
    if (const std::size_t measured = measure_end(at); measured > 0 && at == at_) {
        story_.notes.ignored(shown(at, measured), "measures are not kept to");
        use(at, measured, TokenUse::kReported);
        at_ = measured;
        return true;
    }
    const auto value = spoken_value(tokens_[at].text);
    std::size_t end = at + 1;
    end = skip_hyphen(end);
    const bool glued = value && tokens_[at].kind == TokenKind::kNumber &&
                       !tokens_[at].text.empty() && tokens_[at].text.back() == 's';
    if (is_any(at, "a|one") && is(at + 1, "second") && head_at(at + 2) &&
        !reads_as_verb(at + 2, false)) {
        return false;  // "a second dog" is another.
    }
    if (!value || (!glued && !is_any(end, "second|seconds|sec|secs|s"))) {
        return false;
    }
    if (glued && !after && !lasting && *value >= 20.0F) {
        return false;  // "90s" is a decade.
    }
    end += glued ? 0 : 1;
    if (is_any(end, "mark")) {
        ++end;
    }
    const bool later = is_any(end, "later|after|in|into");
    if (later) {
        ++end;
    }
    use(at_, end);
    const float seconds = clamp(*value, 0.0F, ScriptLimits::kShotSecondsMax);
    if (after || later) {
        start_s_ = seconds;
        if (!recent_.empty() && !after_comma_ && !later && at_ > 0 && !is_boundary(at_ - 1)) {
            for (const std::size_t i : recent_) {
                shot_.actions[i].action.start_s = seconds;
            }
            start_s_.reset();
        }
        story_.notes.understood(
            shown(at_, end), "a moment " + std::to_string(static_cast<int>(seconds)) + " s in"
        );
    } else if (lasting && !recent_.empty()) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.duration_s = seconds;
        }
        story_.notes.understood(shown(at_, end), "how long it goes on");
    } else {
        story_.notes.ignored(shown(at_, end), "the length of the clip is set by its option");
        use(at_, end, TokenUse::kReported);
    }
    at_ = end;
    return true;
}

}  // namespace hibari::world
