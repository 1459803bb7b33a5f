#include "world/tap/told.h"

#include <algorithm>

namespace hibari::world::tap {

std::string_view key_of(Direction direction) {
    switch (direction) {
        case Direction::kLeft:
            return "left";
        case Direction::kRight:
            return "right";
        case Direction::kTowardsCamera:
            return "towards";
        case Direction::kAwayFromCamera:
            return "away";
        default:
            return "";
    }
}

bool Told::is_held_out() const {
    return std::ranges::any_of(things, &ToldThing::held_out);
}

int Told::count() const {
    int sum = 0;
    for (const ToldThing& thing : things) {
        sum += static_cast<int>(thing.ids.size());
    }
    return sum;
}

Json to_json(const Told& told, int slots_max) {
    Json things = Json::array();
    int slot = 0;
    for (const ToldThing& thing : told.things) {
        Json slots = Json::array();
        for (std::size_t i = 0; i < thing.ids.size(); ++i, ++slot) {
            slots.push_back(slot < slots_max ? slot : -1);
        }
        things.push_back(Json::object({
            {"slots", std::move(slots)},
            {"kind", thing.kind},
            {"colour", thing.colour},
            {"material", thing.material},
            {"size", thing.size},
            {"deed", thing.deed},
            {"direction", thing.direction},
            {"pace", thing.pace},
            {"target", thing.target},
            {"object", thing.object},
            {"relation", thing.relation},
            {"outcome", thing.outcome},
            {"bounces", thing.bounces},
            {"held_out", thing.held_out},
        }));
    }
    return Json::object({
        {"family", told.family},
        {"count", told.count()},
        {"style", told.style},
        {"place", told.place},
        {"camera", told.camera},
        {"time", told.time},
        {"sound", told.sound},
        {"passive", told.passive},
        {"held_out", told.is_held_out()},
        {"things", std::move(things)},
    });
}

bool is_put_aside(
    std::string_view kind, std::string_view colour, std::string_view deed, std::string_view style
) {
    constexpr std::uint64_t kOneIn = 20;       // 5 %
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a, 64 bit
    const auto add = [&hash](std::string_view text) {
        for (const char c : text) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
        hash = (hash ^ 0x7CU) * 0x100000001b3U;
    };
    add(kind);
    add(colour);
    add(deed);
    add(style);
    // The low bits of FNV are weak; SplitMix64's finaliser spreads the high ones over them.
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebU;
    return (hash ^ (hash >> 31U)) % kOneIn == 0;
}

}  // namespace hibari::world::tap
