#include "world/director/wishes.h"

#include "world/director/direct.h"

#include <optional>
#include <string_view>
#include <utility>

namespace hibari::world {
namespace {

/// Does to `look` what makes `wanted` of `plain`; says whether that is anything. Hair, beard and
/// face are those of the likeness.
bool adopt(PersonLook& look, const PersonLook& wanted, const PersonLook& plain) {
    bool is_any = false;
    const auto take = [&](auto& to, const auto& from, const auto& usual) {
        if (!(from == usual)) {
            to = from;
            is_any = true;
        }
    };
    take(look.hat, wanted.hat, plain.hat);
    take(look.hat_color, wanted.hat_color, plain.hat_color);
    take(look.top, wanted.top, plain.top);
    take(look.top_color, wanted.top_color, plain.top_color);
    take(look.bottom, wanted.bottom, plain.bottom);
    take(look.bottom_color, wanted.bottom_color, plain.bottom_color);
    take(look.shoe_color, wanted.shoe_color, plain.shoe_color);
    take(look.glasses, wanted.glasses, plain.glasses);
    take(look.worn.scarf, wanted.worn.scarf, plain.worn.scarf);
    take(look.worn.backpack, wanted.worn.backpack, plain.worn.backpack);
    take(look.worn.cape, wanted.worn.cape, plain.worn.cape);
    take(look.worn.headphones, wanted.worn.headphones, plain.worn.headphones);
    take(look.worn.mask, wanted.worn.mask, plain.worn.mask);
    take(look.worn.gloves, wanted.worn.gloves, plain.worn.gloves);
    take(look.worn.wings, wanted.worn.wings, plain.worn.wings);
    return is_any;
}

/// How the first person of what the words tell looks.
std::optional<PersonLook> look_of(const std::string& words) {
    const auto directed = direct(words);
    if (!directed) {
        return std::nullopt;
    }
    for (const Entity& entity : directed->script.shots.front().entities) {
        if (entity.kind == "person") {
            return entity.look;
        }
    }
    return std::nullopt;
}

struct ReadWish {
    PersonLook wanted;
    PersonLook plain;
};

std::optional<ReadWish> read_wish(const std::string& thing) {
    const auto plain = look_of("A person stands.");
    const auto wanted = look_of("A person wears " + thing + ".");
    PersonLook scratch;
    if (!plain || !wanted || !adopt(scratch, *wanted, *plain)) {
        return std::nullopt;
    }
    return ReadWish{*wanted, *plain};
}

/// Whether everybody with that likeness looks so now; false for animals and things.
bool dress(std::vector<Entity>& entities, const LikenessWish& wish, const ReadWish& read) {
    bool is_done = true;
    for (Entity& entity : entities) {
        if (entity.likeness == wish.likeness) {
            is_done = is_done && entity.kind == "person";
            adopt(entity.look, read.wanted, read.plain);
        }
    }
    return is_done;
}

bool dress(ClipScript& script, const LikenessWish& wish, const ReadWish& read) {
    bool is_done = true;
    for (Shot& shot : script.shots) {
        is_done = dress(shot.entities, wish, read) && is_done;
        for (Continuation& continuation : shot.continuations) {
            is_done = dress(continuation.entities, wish, read) && is_done;
        }
    }
    return is_done;
}

void note(Json& interpretation, std::string_view list, Json said) {
    Json notes = Json::array();
    if (const Json* before = interpretation.find(list); before != nullptr && before->is_array()) {
        notes = *before;
    }
    notes.push_back(std::move(said));
    interpretation.set(std::string(list), std::move(notes));
}

}  // namespace

Result<void> follow_wishes(
    std::span<const LikenessWish> wishes, ClipScript& script, Json& interpretation
) {
    for (const LikenessWish& wish : wishes) {
        const auto read = read_wish(wish.thing);
        if (read && dress(script, wish, *read)) {
            note(
                interpretation,
                "assumed",
                "'" + wish.likeness + "' with " + wish.thing + ", as its owner wants it"
            );
            continue;
        }
        if (wish.must) {
            return fail({
                .code = ErrorCode::kUnsupported,
                .message = "the owner of '" + wish.likeness + "' wants to be shown with " +
                           wish.thing + " only, and this engine cannot show that",
                .field = "characters",
                .hint = "ask the owner, or leave it out",
            });
        }
        note(
            interpretation,
            "ignored",
            Json::object(
                {{"words", wish.thing},
                 {"why", "the owner of '" + wish.likeness + "' wants it; it cannot be shown"}}
            )
        );
    }
    return {};
}

}  // namespace hibari::world
