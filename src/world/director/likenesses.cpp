#include "world/director/likenesses.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <set>
#include <utility>

namespace hibari::world {
namespace {

constexpr std::array<std::string_view, kLikenessesMax> kWords = {"Zorblatt", "Quxley"};
/// A smaller pet walks as a cat does.
constexpr float kCat_m = 0.45F;

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || byte >= 0x80 || c == '_';
}

/// Names as they are compared: small letters, one space for whatever separates words.
char plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '_' || c == '-' || c == '.' ? ' ' : static_cast<char>(std::tolower(byte));
}

/// How many bytes of `text` the name takes at its beginning; 0: it is not there.
std::size_t matches(std::string_view text, std::string_view name) {
    std::size_t at = 0;
    for (const char c : name) {
        const char wanted = plain(c);
        // A handle may leave the spaces out.
        if (wanted == ' ' && at < text.size() && plain(text[at]) != ' ') {
            continue;
        }
        if (at >= text.size() || plain(text[at]) != wanted) {
            return 0;
        }
        ++at;
    }
    return at < text.size() && is_letter(text[at]) ? 0 : at;
}

/// Where a quote that begins at `at` ends: behind its closing sign; `at` when none begins there.
std::size_t quote_end(std::string_view text, std::size_t at) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kQuotes = {{
        {"\"", "\""},
        {"\xE2\x80\x9C", "\xE2\x80\x9D"},
        {"\xC2\xAB", "\xC2\xBB"},
    }};
    for (const auto& [open, close] : kQuotes) {
        if (text.substr(at).starts_with(open)) {
            const std::size_t end = text.find(close, at + open.size());
            return end == std::string_view::npos ? at : end + close.size();
        }
    }
    return at;
}

std::string inside_of_quote(std::string_view quote) {
    const std::size_t sign = quote.starts_with('"') ? 1 : (quote.starts_with("\xC2") ? 2 : 3);
    return std::string(quote.substr(sign, quote.size() - 2 * sign));
}

/// Letters and digits alone, small: for telling whether two lines are the same.
std::string skeleton(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_letter(c)) {
            out.push_back(plain(c));
        }
    }
    return out;
}

std::string id_of(std::string_view name) {
    std::string id;
    for (const char c : name) {
        const char small = plain(c);
        const bool fits = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
        if (fits || (!id.empty() && id.back() != '_')) {
            id.push_back(fits ? small : '_');
        }
    }
    while (!id.empty() && id.back() == '_') {
        id.pop_back();
    }
    constexpr std::size_t kLongest = 40;
    id.resize(std::min(id.size(), kLongest));
    return id.empty() || id == "narrator" ? "likeness" : id;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// Does something with each text of a Json value.
Json each_text(const Json& json, const std::function<std::string(const std::string&)>& change) {
    if (json.is_string()) {
        return change(json.as_string());
    }
    if (json.is_array()) {
        Json out = Json::array();
        for (const Json& item : json.items()) {
            out.push_back(each_text(item, change));
        }
        return out;
    }
    if (json.is_object()) {
        Json out = Json::object();
        for (const JsonMember& member : json.members()) {
            out.set(member.key, each_text(member.value, change));
        }
        return out;
    }
    return json;
}

/// Calls `change` with every reference to an entity, the entities' own ids included.
template <typename Part>
void each_id_of_part(Part& part, const std::function<void(std::string&)>& change) {
    for (Entity& entity : part.entities) {
        change(entity.id);
        for (Relation& relation : entity.relations) {
            change(relation.target);
        }
    }
    for (Action& action : part.actions) {
        change(action.subject);
        change(action.object);
        change(action.target);
    }
    for (SpokenLine& line : part.lines) {
        change(line.speaker);
    }
    change(part.camera.subject);
    change(part.camera.from);
}

void each_id(ClipScript& script, const std::function<void(std::string&)>& change) {
    for (Shot& shot : script.shots) {
        each_id_of_part(shot, change);
        for (Continuation& continuation : shot.continuations) {
            each_id_of_part(continuation, change);
        }
    }
}

void each_entity(ClipScript& script, const std::function<void(Entity&)>& change) {
    for (Shot& shot : script.shots) {
        std::ranges::for_each(shot.entities, change);
        for (Continuation& continuation : shot.continuations) {
            std::ranges::for_each(continuation.entities, change);
        }
    }
}

void each_line(ClipScript& script, const std::function<void(SpokenLine&)>& change) {
    for (Shot& shot : script.shots) {
        std::ranges::for_each(shot.lines, change);
        for (Continuation& continuation : shot.continuations) {
            std::ranges::for_each(continuation.lines, change);
        }
    }
}

/// Whether a solid without legs can do it.
bool needs_no_legs(Verb verb) {
    return verb <= Verb::kExplode;
}

bool does_only_solid_things(const ClipScript& script, const std::string& id) {
    const auto solid = [&](const Action& action) {
        return action.subject != id || needs_no_legs(action.verb);
    };
    return std::ranges::all_of(script.shots, [&](const Shot& shot) {
        return std::ranges::all_of(shot.actions, solid) &&
               std::ranges::all_of(shot.continuations, [&](const Continuation& continuation) {
                   return std::ranges::all_of(continuation.actions, solid);
               });
    });
}

bool has_any_action(const ClipScript& script, const std::string& id) {
    return std::ranges::any_of(script.shots, [&](const Shot& shot) {
        return std::ranges::any_of(shot.actions, [&](const Action& action) {
            return action.subject == id && action.verb != Verb::kStay;
        });
    });
}

/// The kind under which the director reads it.
std::string_view read_as(const NamedLikeness& likeness) {
    switch (likeness.kind) {
        case LikenessKind::kHuman:
            return "";
        case LikenessKind::kAnimal:
            return likeness.size_m > 0.0F && likeness.size_m < kCat_m ? "cat" : "dog";
        case LikenessKind::kObject:
            return kLikenessThing;
    }
    return "";
}

}  // namespace

LikenessReader::LikenessReader(std::span<const NamedLikeness> likenesses)
    : nouns_(catalogue_nouns()) {
    HIBARI_CHECK(likenesses.size() <= kLikenessesMax, likenesses.size());
    for (std::size_t i = 0; i < likenesses.size(); ++i) {
        stand_ins_.push_back({.likeness = likenesses[i], .word = std::string(kWords[i])});
        static constexpr std::array<std::string_view, kLikenessesMax> kNouns = {
            "zorblatt", "quxley"
        };
        const int thing = nouns_.thing(read_as(likenesses[i]));
        if (thing >= 0) {
            nouns_.things[static_cast<std::size_t>(thing)].words.push_back(kNouns[i]);
        }
    }
    // Longer names first: "Ana Lee" is not "Ana".
    std::ranges::stable_sort(stand_ins_, [](const StandIn& a, const StandIn& b) {
        return a.likeness.name.size() > b.likeness.name.size();
    });
}

Result<std::string> LikenessReader::hide(std::string_view prompt, const ClipScript* known) {
    std::string out;
    recorded_.clear();
    std::size_t at = 0;
    while (at < prompt.size()) {
        if (const std::size_t end = quote_end(prompt, at); end > at) {
            const std::string_view quote = prompt.substr(at, end - at);
            out += quote;
            at = end;
            const std::string rest = to_lower(prompt.substr(at, 13));
            const std::size_t skip = rest.starts_with(' ') ? 1 : 0;
            constexpr std::string_view kMark = "(recorded)";
            if (rest.substr(skip).starts_with(kMark)) {
                recorded_.push_back(skeleton(inside_of_quote(quote)));
                at += skip + kMark.size();
            }
            continue;
        }
        const bool begins = at == 0 || !is_letter(prompt[at - 1]);
        const std::size_t handle = prompt[at] == '@' ? 1 : 0;
        std::size_t length = 0;
        if (begins) {
            for (StandIn& one : stand_ins_) {
                length = matches(prompt.substr(at + handle), one.likeness.name);
                if (length > 0) {
                    // Things are nouns and want an article.
                    const bool person = one.likeness.kind == LikenessKind::kHuman;
                    out += person ? one.word : "the " + to_lower(one.word);
                    one.named = true;
                    break;
                }
            }
        }
        if (length > 0) {
            at += handle + length;
            continue;
        }
        out.push_back(prompt[at++]);
    }
    // "my the mug", "a the mug": an article of its own is enough.
    for (const std::string_view article : {"the ", "The ", "a ", "A ", "my ", "My ", "our "}) {
        out = replaced(out, std::string(article) + "the zorblatt", "the zorblatt");
        out = replaced(out, std::string(article) + "the quxley", "the quxley");
    }
    for (StandIn& one : stand_ins_) {
        if (known != nullptr) {
            ClipScript script = *known;
            each_entity(script, [&](Entity& entity) {
                one.named = one.named || entity.likeness == one.likeness.name;
            });
        }
        if (!one.named) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "the prompt does not name '" + one.likeness.name + "'",
                .field = "characters",
                .hint = "say what @" + one.likeness.name + " does",
            });
        }
    }
    return out;
}

ClipScript LikenessReader::hide(const ClipScript& script) const {
    ClipScript out = script;
    for (const StandIn& one : stand_ins_) {
        std::set<std::string> ids;
        each_entity(out, [&](Entity& entity) {
            if (entity.likeness == one.likeness.name) {
                ids.insert(entity.id);
                entity.called = one.word;
                if (one.likeness.kind == LikenessKind::kAnimal && entity.kind == kLikenessThing) {
                    entity.kind = read_as(one.likeness);
                }
            }
        });
        if (ids.size() == 1) {
            each_id(out, [&](std::string& id) { id = ids.contains(id) ? to_lower(one.word) : id; });
        }
    }
    return out;
}

Result<Directed> LikenessReader::show(Directed directed) const {
    ClipScript& script = directed.script;
    for (const StandIn& one : stand_ins_) {
        const std::string word = to_lower(one.word);
        std::set<std::string> ids;
        std::set<std::string> taken;
        each_entity(script, [&](Entity& entity) {
            const bool here = to_lower(entity.called).find(word) != std::string::npos ||
                              entity.id == word || entity.id.starts_with(word + "_");
            const bool fits = one.likeness.kind != LikenessKind::kHuman || entity.kind == "person";
            if (here && fits) {
                ids.insert(entity.id);
                entity.likeness = one.likeness.name;
                entity.called = one.likeness.name;
            } else {
                taken.insert(entity.id);
            }
        });
        if (ids.empty()) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "it is not clear what '" + one.likeness.name + "' does",
                .field = "prompt",
                .hint = "begin a sentence with @" + one.likeness.name,
            });
        }
        for (const std::string& id : ids) {
            const bool solid = one.likeness.kind == LikenessKind::kObject ||
                               (one.likeness.kind == LikenessKind::kAnimal &&
                                has_any_action(script, id) && does_only_solid_things(script, id));
            each_entity(script, [&](Entity& entity) {
                if (entity.id == id && solid) {
                    entity.kind = std::string(kLikenessThing);
                }
            });
        }
        if (ids.size() == 1) {
            const std::string own = id_of(one.likeness.name);
            std::string fresh = own;
            for (int i = 2; taken.contains(fresh); ++i) {
                fresh = own + "_" + std::to_string(i);
            }
            const std::string old = *ids.begin();
            each_id(script, [&](std::string& id) { id = id == old ? fresh : id; });
        }
        directed.interpretation = each_text(directed.interpretation, [&](const std::string& text) {
            const std::string back = replaced(text, "the " + word, one.likeness.name);
            return replaced(replaced(back, one.word, one.likeness.name), word, one.likeness.name);
        });
    }
    each_line(script, [&](SpokenLine& line) {
        line.recorded =
            line.recorded || std::ranges::find(recorded_, skeleton(line.text)) != recorded_.end();
    });
    return directed;
}

}  // namespace hibari::world
