// One body plan for everything that walks on four legs.
//
// A plan is a table of joint positions, radii and a coat; `build_quadruped` turns it into links
// with melting parts. All kinds share the same links in the same order, so that one performer can
// move a cat and an elephant: the gaits come from the sizes of the legs.
#pragma once

#include "world/things/build.h"

#include <array>
#include <optional>
#include <vector>

namespace hibari::world {

/// Links of a quadruped. Legs: upper, lower, cannon, paw for left fore, right fore, left hind,
/// right hind.
enum QuadrupedLink : int {
    kHindquarters,
    kRibs,
    kNape,
    kSkull,
    kJaw,
    kTail1,
    kTail2,
    kTail3,
    kFirstLegLink,
    kQuadrupedLinkCount = kFirstLegLink + 16,
};

/// One leg on the left side, in the thing's frame, metres. Fore: shoulder, elbow, wrist, knuckle;
/// hind: hip, knee, hock, knuckle.
struct LegPlan {
    Vec3 top{};
    Vec3 bend{};
    Vec3 wrist{};
    Vec3 knuckle{};
    std::array<float, 4> radius{};  ///< at the four joints
    Vec3 muscle{};                  ///< half axes of the bulge around the upper bone
    Vec3 paw{};                     ///< half axes of the foot
    bool hoof = false;
};

enum class EarKind : std::uint8_t { kPricked, kFloppy, kRound, kSide, kLong, kFlap };

/// An ellipsoid in the thing's frame.
struct Lump {
    Vec3 center{};
    Vec3 half{};
};

struct HeadPlan {
    Vec3 poll{};  ///< joint of head and neck
    Lump skull{};
    Vec3 muzzle_from{};
    Vec3 muzzle_to{};
    float muzzle_radius = 0.05F;
    float muzzle_tip = 0.035F;
    Vec3 nose_half{};  ///< none: it has no bare nose
    Vec3 jaw_from{};
    Vec3 jaw_to{};
    float jaw_radius = 0.03F;
    float jaw_tip = 0.02F;
    Vec3 eye{};  ///< left
    float eye_radius = 0.012F;
    bool slit_pupil = false;
    float slit = 0.26F;  ///< half its width, in radii of the eye
    float lid = 0.78F;   ///< how high the upper lid is, likewise
    EarKind ears = EarKind::kPricked;
    Vec3 ear{};       ///< root of the left ear
    Vec3 ear_half{};  ///< x: thickness across, y: half length, z: depth
};

enum class Extra : std::uint8_t { kNone, kHorseMane, kLionMane, kHorns, kWool, kTrunk, kWhiskers };

/// A part that only this kind has, such as a shell or a hump; in the thing's frame.
struct Piece {
    int link = kRibs;
    Shape shape{};
    Pose local{};
    Material material{};
    bool melts = false;           ///< into the body, in the colour of the coat
    std::optional<Vec3> color{};  ///< of its own, when it melts
};

/// Colours of a coat, linear RGB.
struct Coat {
    Vec3 main{};
    Vec3 mottle{};  ///< mixed into `main` in patches
    Vec3 under{};   ///< belly and chest
    Vec3 feet{};    ///< lower legs
    Vec3 mask{};    ///< muzzle
    Vec3 tip{};     ///< end of the tail
    Vec3 mane{};
    Surface surface = Surface::kFur;
};

struct QuadrupedPlan {
    float mass_kg = 30.0F;
    Vec3 waist{};  ///< joint between hindquarters and ribs
    Vec3 nape{};   ///< joint of the neck
    Lump chest{};
    Lump belly{};
    Lump rump{};
    float neck_radius = 0.1F;
    float throat_radius = 0.07F;
    LegPlan fore{};
    LegPlan hind{};
    HeadPlan head{};
    std::array<Vec3, 4> tail{};
    std::array<float, 4> tail_radius{};
    Vec3 eye_color = hex(0x3A2412);
    Vec3 nose_color = hex(0x1A1513);
    Extra extra = Extra::kNone;
    float blend = 0.03F;
    float fur = 0.012F;   ///< length of the coat's tufts
    float relief = 0.5F;  ///< 0 smooth .. 1 shaggy
    bool stripes = false;
    bool stockings = false;  ///< the whole legs in the colour of the feet
    bool bare_tail = false;  ///< in the colour of its tip all along
    std::vector<Piece> pieces{};
};

/// A place on the left side, on `side` (-1: the right one).
inline Vec3 on_side(Vec3 v, float side) {
    return {v.x * side, v.y, v.z};
}

/// The coat with the colours that the prompt asked for.
Coat asked_coat(const Entity& entity, Coat coat);

Blueprint build_quadruped(const Entity& entity, const QuadrupedPlan& plan, const Coat& coat);

}  // namespace hibari::world
