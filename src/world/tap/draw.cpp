#include "world/tap/draw.h"

#include "base/check.h"
#include "world/script/names.h"
#include "world/things/palette.h"

#include <algorithm>
#include <utility>

namespace hibari::world::tap {
namespace {

constexpr std::array kColours{
    NamedColour{"red", hex(0xC8202A)},
    NamedColour{"orange", hex(0xEE7A14)},
    NamedColour{"yellow", hex(0xF2CB25)},
    NamedColour{"green", hex(0x2F9440)},
    NamedColour{"cyan", hex(0x27B4C4)},
    NamedColour{"blue", hex(0x2050C0)},
    NamedColour{"purple", hex(0x7432B0)},
    NamedColour{"pink", hex(0xF07FAE)},
    NamedColour{"brown", hex(0x5C3D28)},
    NamedColour{"black", hex(0x1A1A1D)},
    NamedColour{"white", hex(0xF2F2EF)},
    NamedColour{"gray", hex(0x7C7E82)},
};

constexpr std::array<std::string_view, 8> kMaterials{
    "", "rubber", "wood", "metal", "plastic", "stone", "glass", "foam"
};

constexpr std::array<std::string_view, 12> kHeard{
    "rain",
    "wind",
    "waves",
    "birdsong",
    "crickets",
    "traffic",
    "clock_tick",
    "bell",
    "thunder",
    "applause",
    "whistle",
    "siren"
};

/// Draws until a combination fits the split; one in twenty is put aside, so this is plenty.
constexpr int kDrawsMax = 200;

constexpr float kSmallTo = 0.25F;    ///< share of the range of scales that is called small
constexpr float kLargeFrom = 0.65F;  ///< and from where it is called large

}  // namespace

std::span<const NamedColour> named_colours() {
    return kColours;
}

std::span<const std::string_view> plain_materials() {
    return kMaterials;
}

std::span<const std::string_view> heard_sounds() {
    return kHeard;
}

Drawer::Drawer(std::string family, const MixOptions& options, Rng rng)
    : options_(options), rng_(rng) {
    scene_.told.family = std::move(family);
    Shot& shot = scene_.script.shots.emplace_back();
    shot.duration_s = options.duration_s;
    style(Style::kPhotoreal);
    place("studio");
    camera(CameraMove::kStatic);
    scene_.told.time = std::string(enum_name(shot.time));
}

void Drawer::style(Style style) {
    scene_.script.style = style;
    scene_.told.style = std::string(enum_name(style));
}

void Drawer::place(std::string_view name) {
    shot().place = std::string(name);
    scene_.told.place = std::string(name);
}

void Drawer::camera(CameraMove move) {
    shot().camera.move = move;
    // A camera that does what the action asks is nothing to tell of.
    scene_.told.camera = move == CameraMove::kAuto ? "" : std::string(enum_name(move));
}

void Drawer::time(TimeOfDay time) {
    shot().time = time;
    scene_.told.time = std::string(enum_name(time));
}

void Drawer::sound(std::string_view cue) {
    shot().sounds.push_back({.kind = std::string(cue)});
    scene_.told.sound = std::string(cue);
}

bool Drawer::accepts(const ToldThing& thing) const {
    switch (options_.split) {
        case Split::kAll:
            return true;
        case Split::kTrain:
            return !thing.held_out;
        case Split::kHeldOut:
            // One is enough: the first.
            return thing.held_out || !scene_.told.things.empty();
    }
    return true;
}

int Drawer::add(const Wish& wish) {
    HIBARI_CHECK(wish.count >= 1 && (!wish.kind.empty() || !wish.kinds.empty()), wish.count);
    ToldThing thing{.deed = std::string(wish.deed)};
    Vec3 colour{};
    for (int draw = 0; draw < kDrawsMax; ++draw) {
        thing.kind = std::string(wish.kind.empty() ? one_of(rng_, wish.kinds) : wish.kind);
        if (wish.coloured) {
            const NamedColour& named = one_of(rng_, named_colours());
            thing.colour = std::string(named.name);
            colour = named.linear;
        }
        thing.held_out =
            wish.coloured && is_put_aside(thing.kind, thing.colour, thing.deed, scene_.told.style);
        if (accepts(thing)) {
            break;
        }
    }
    if (wish.made_of) {
        thing.material = std::string(one_of(rng_, plain_materials()));
    }
    const float share = rng_.uniform(0.0F, 1.0F);
    thing.size = share < kSmallTo ? "small" : share > kLargeFrom ? "large" : "";
    const float scale = wish.scale_min + (wish.scale_max - wish.scale_min) * share;
    for (int i = 0; i < wish.count; ++i) {
        const std::string id = thing.kind + "_" + std::to_string(shot().entities.size() + 1);
        Entity& entity = shot().entities.emplace_back();
        entity.id = id;
        entity.kind = thing.kind;
        entity.called = thing.kind;
        entity.scale = scale;
        entity.material = thing.material;
        if (wish.coloured) {
            entity.color = colour;
        }
        thing.ids.push_back(id);
    }
    scene_.told.things.push_back(std::move(thing));
    return static_cast<int>(scene_.told.things.size()) - 1;
}

void Drawer::act(int thing, Action action, float latest_s) {
    const float start_s = rng_.uniform(0.0F, latest_s);
    // Of a row that sets off, the hindmost must not run into those who wait.
    const bool together = action.direction != Direction::kNone || rng_.chance(0.5);
    float later_s = 0.0F;
    for (const std::string& id : told(thing).ids) {
        action.subject = id;
        action.start_s = start_s + later_s;
        shot().actions.push_back(action);
        later_s += together ? 0.0F : rng_.uniform(0.05F, 0.35F);
    }
}

void Drawer::relate(int thing, RelationKind kind, int other) {
    for (const std::string& name : told(thing).ids) {
        const auto entity = std::ranges::find(shot().entities, name, &Entity::id);
        entity->relations.push_back({kind, id(other)});
    }
}

const ToldThing& Drawer::told(int thing) const {
    return scene_.told.things.at(static_cast<std::size_t>(thing));
}

ToldThing& Drawer::told(int thing) {
    return scene_.told.things.at(static_cast<std::size_t>(thing));
}

const std::string& Drawer::id(int thing) const {
    return told(thing).ids.front();
}

Entity& Drawer::entity(int thing) {
    return *std::ranges::find(shot().entities, id(thing), &Entity::id);
}

Scene Drawer::finish() && {
    return std::move(scene_);
}

}  // namespace hibari::world::tap
