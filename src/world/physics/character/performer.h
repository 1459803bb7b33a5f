// A performer: something alive that plays its part.
//
// The stage (stage.h) steps the rigid-body world and every performer together at kStepHz. A
// performer owns the poses of its links: it animates them, keeps its feet still on the ground and
// its flights ballistic, and tells the stage through signals when it lets go of a ball, strikes
// one, takes off, or loses control. After kLimp its links belong to the rigid-body solver (ragdoll,
// joints from the blueprint) until the end of the shot or until `rise`.
#pragma once

#include "base/rng.h"
#include "base/vec.h"
#include "world/script/shot_script.h"
#include "world/things/thing.h"
#include "world/things/waters.h"
#include "world/timeline/timeline.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

constexpr int kStepHz = 240;  ///< steps per WORLD second

/// What a performer may know about the world.
class StageView {
  public:
    virtual ~StageView() = default;
    virtual float ground_y(float x, float z)
        const = 0;  ///< highest standable surface there, scenery included
    virtual Vec3 ground_normal(float x, float z) const = 0;
    virtual std::optional<float> water_y(float x, float z)
        const = 0;  ///< now; empty: no water there
    virtual float gravity() const = 0;
    virtual Pose entity_pose(int entity) const = 0;  ///< of its first link
    virtual Vec3 entity_velocity(int entity) const = 0;
    virtual Vec3 entity_half_extent(int entity) const = 0;
    virtual std::optional<Pose> anchor(int entity, std::string_view name)
        const = 0;                             ///< world frame, now
    virtual Vec3 camera_position() const = 0;  ///< for waving and looking at the viewer
    virtual double time_s() const = 0;         ///< world seconds since the shot began

    /// The same as ground_y, but one entity is not stood on: a board does not stand on itself.
    virtual float ground_y_without(int /*entity*/, float x, float z) const {
        return ground_y(x, z);
    }

    /// The water of a tank or tub that lies under or over the point; null in the open.
    virtual const Pool* pool_at(float /*x*/, float /*z*/) const { return nullptr; }

    /// Whether nothing solid that stays where it is lies between two points: who flies asks.
    virtual bool is_free(Vec3 /*from*/, Vec3 /*to*/) const { return true; }

    /// What an entity is made of, for whoever drives it; null or empty when the world does not say.
    virtual const Blueprint* entity_blueprint(int /*entity*/) const { return nullptr; }

    virtual std::string_view entity_kind(int /*entity*/) const { return {}; }
};

/// An action handed to a performer. Positions are resolved by the stage.
struct Cue {
    Verb verb = Verb::kStand;
    Outcome outcome = Outcome::kSuccess;  ///< never kNone here: the stage has drawn it
    float intensity = 1.0F;
    int repeat = 1;
    int turns = 1;    ///< of one flip or spin
    int object = -1;  ///< entity thrown, kicked, ridden, held
    int target = -1;
    std::optional<Vec3> destination;  ///< ground point to go to, or aim point
    Vec3 facing{0, 0, 1};             ///< wanted heading when there is no destination
    double duration_s = 0.0;          ///< 0: as long as it naturally takes
    bool onto = false;                ///< a jump that ends on its target
    bool springs = false;             ///< on a bed that throws up again who jumps on it
    bool circles = false;             ///< goes round its target, or round where it is
};

enum class SignalKind : std::uint8_t {
    kGrab,      ///< `object` is now carried by `link` (its pose follows `carry_pose`)
    kRelease,   ///< `object` leaves `link` at `point`; the stage gives it its velocity
    kStrike,    ///< `link` hits `object` at `point`
    kFootDown,  ///< a foot lands (sound, dust)
    kTakeOff,
    kLand,
    kLimp,  ///< control lost: the solver takes the links with their present velocities
    kCall,  ///< animal voice, laugh, clap; `detail` as in Event
    kDone,  ///< the cue has ended
};

/// Detail of kLimp when what somebody rides has been stopped dead by a thing before it.
inline constexpr const char* kStopped = "stopped";

/// Detail of kGrab when it is caught on what is held rather than in the hand.
inline constexpr const char* kOntoHeld = "onto_held";

struct Signal {
    SignalKind kind = SignalKind::kDone;
    int link = -1;
    int object = -1;
    Vec3 point{};
    Vec3 velocity{};
    std::string detail;
};

/// A ridden thing whose links the rider moves: the stage shows them as animated bodies.
struct Driven {
    int entity = -1;
    std::span<const Pose> links{};  ///< world poses, in the order of its blueprint
};

class Performer {
  public:
    virtual ~Performer() = default;

    /// True when this kind of performer can play the verb; the stage maps what it cannot to the
    /// nearest it can.
    virtual bool can(Verb verb) const = 0;
    /// Puts it on its feet (or belly) at `origin`: thing frame in the world.
    virtual void place(const Pose& origin) = 0;
    /// Begins a cue; the one before must be done, or is blended out (gestures may run over a walk:
    /// see `layer`).
    virtual void begin(const Cue& cue, const StageView& view) = 0;
    /// Speaks: the mouth follows the keys from now on.
    virtual void speak(const Utterance& line) = 0;
    /// Advances by `dt` world seconds and appends what happened.
    virtual void step(double dt, const StageView& view, std::vector<Signal>& signals) = 0;
    /// World poses of all links, in the order of the blueprint.
    virtual std::span<const Pose> poses() const = 0;
    /// Where a carried object's first link is, given the carrying link.
    virtual Pose carry_pose(int object, const StageView& view) const = 0;

    /// How far it has drawn the sliding link of what it carries along its joint, metres: the bow of
    /// a violin.
    virtual float drawn_m(int /*object*/) const { return 0.0F; }

    /// Puts the performer on a moving thing (board, saddle, seat, deck); empty: stands on its own
    /// feet again.
    virtual void mount(std::optional<int> entity, std::string_view anchor) = 0;

    /// True when it would drive this kind of thing itself once mounted on it.
    virtual bool drives(const Thing& /*thing*/) const { return false; }

    /// What it drives now. As soon as this is empty again the solver takes the links of the thing
    /// with the velocities that they have.
    virtual std::optional<Driven> driven() const { return std::nullopt; }

    /// Called when the solver owned the links and gives them back (getting up again).
    virtual void rise(std::span<const Pose> from) = 0;
    virtual FacePose face() const = 0;
};

/// Makes the performer for a person or an animal; null for things without life.
std::unique_ptr<Performer> make_performer(
    const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng
);

}  // namespace hibari::world
