#pragma once

// What all mixes are drawn with: the tables of factors and a builder that keeps script and telling
// in step.

#include "base/rng.h"
#include "world/tap/mix.h"
#include "world/tap/told.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace hibari::world::tap {

/// A colour that has a name everybody knows.
struct NamedColour {
    std::string_view name;
    Vec3 linear;
};

std::span<const NamedColour> named_colours();

/// Materials of simple objects; "" leaves a thing what it usually is.
std::span<const std::string_view> plain_materials();

/// Sounds that captions tell of; names of script/cue_names.h.
std::span<const std::string_view> heard_sounds();

/// One of a list, each as likely.
template <typename T, std::size_t N>
const T& one_of(Rng& rng, const std::array<T, N>& list) {
    return list[rng.index(N)];
}

template <typename T>
const T& one_of(Rng& rng, std::span<const T> list) {
    return list[rng.index(list.size())];
}

/// A scene while it is drawn. Style and place are set first; things follow in the order in which
/// they are mentioned.
class Drawer {
  public:
    /// What may be asked of a thing; everything else is drawn.
    struct Wish {
        std::string_view kind = {};  ///< empty: one of `kinds`
        std::span<const std::string_view> kinds = {};
        std::string_view deed = "stay";
        int count = 1;
        bool coloured = true;    ///< false: it keeps its own colours, of which nothing is said
        bool made_of = true;     ///< false: it keeps its own material
        float scale_min = 1.0F;  ///< of what is called small ..
        float scale_max = 2.6F;  ///< .. to what is called large
    };

    Drawer(std::string family, const MixOptions& options, Rng rng);

    Rng& rng() { return rng_; }

    Scene& scene() { return scene_; }

    Shot& shot() { return scene_.script.shots.front(); }

    void style(Style style);
    void place(std::string_view name);
    void camera(CameraMove move);
    void time(TimeOfDay time);
    /// Something that is heard besides: a name of cue_names.h.
    void sound(std::string_view cue);

    /// Adds a thing (or `count` that are alike) and returns its index in the telling.
    int add(const Wish& wish);

    /// An action of all entities of a thing, in step 0, beginning up to `latest_s` into the clip.
    /// The entities of one thing begin one after the other, at most a little apart.
    void act(int thing, Action action, float latest_s);

    /// All entities of `thing` stand in that relation to the first one of `other`; nothing is told.
    void relate(int thing, RelationKind kind, int other);

    const ToldThing& told(int thing) const;
    ToldThing& told(int thing);
    /// The first entity of it.
    const std::string& id(int thing) const;
    Entity& entity(int thing);

    Scene finish() &&;

  private:
    bool accepts(const ToldThing& thing) const;

    MixOptions options_;
    Rng rng_;
    Scene scene_;
};

}  // namespace hibari::world::tap
