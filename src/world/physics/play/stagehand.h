#pragma once

// What a deed may touch while it plays: the scene, the clock and the lists that it reports to.

#include "base/rng.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/recorder.h"
#include "world/physics/stage/scene.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hibari::world {

/// A ball on its way to a target, watched until it is clear what happened.
struct Watch {
    int ball = -1;
    int target = -1;
    int shooter = -1;
    double since_s = 0.0;  ///< world time
    Vec3 before{};
    bool settled = false;
    bool kicked = false;  ///< along the ground, to somebody
};

class Stagehand {
  public:
    Stagehand(
        Scene& scene_in,
        const Layout& layout_in,
        const Shot& shot_in,
        Recorder& recorder_in,
        Rng rng_in
    )
        : scene(scene_in), layout(layout_in), shot(shot_in), recorder(recorder_in), rng(rng_in) {}

    /// World seconds since this part of the take began.
    double now_s() const { return scene.time_s() - began_s; }

    /// The same in clip time.
    double clip_s() const { return now_s() / static_cast<double>(shot.speed); }

    /// World seconds of this part of the take.
    double world_duration() const {
        return static_cast<double>(shot.duration_s) * static_cast<double>(shot.speed);
    }

    void tell(
        EventKind kind, int entity, Vec3 position, float strength = 1.0F, std::string detail = {}
    );
    /// The same for what somebody does to an entity.
    void tell_deed(EventKind kind, int agent, int patient, Vec3 position, float strength = 1.0F);
    /// Sets a hum's level for the present; it falls silent when nobody sets it.
    void hum(HumKind kind, int body, float level, float rate);

    Scene& scene;
    const Layout& layout;
    const Shot& shot;  ///< as far as this part of the take goes
    Recorder& recorder;
    Rng rng;
    double began_s = 0.0;  ///< world time at which this part began
    std::vector<Event> events;
    std::vector<Watch> watches;

    struct HumNow {
        float level = 0.0F;
        float rate = 0.0F;
    };

    std::map<std::pair<HumKind, int>, HumNow> hums_now;  ///< by kind and rigid body
};

/// What one subject does. `begin` is called once, `step` before every step of the world until it
/// returns false.
class Deed {
  public:
    virtual ~Deed() = default;
    virtual void begin(Stagehand& hand) = 0;
    virtual bool step(Stagehand& hand, double dt) = 0;

    /// Whether what comes next may begin while it goes on.
    virtual bool arrived() const { return false; }
};

/// Puts a lifeless subject into the state in which it waits for its first deed (lifted pendulum,
/// hung cup, kite in the air). Called after the bodies exist.
void prepare_thing(Stagehand& hand, int subject, const Action& action);

/// The deed of a lifeless subject; null when the verb asks nothing of it.
std::unique_ptr<Deed> make_thing_deed(const Action& action, int subject, int target);

/// Whether it is a plank with seats at its ends that goes up and down under those who sit there.
bool rocks(const Actor& actor, const Action& action);
std::unique_ptr<Deed> make_rock_deed(int plank);

/// What there is on the straight way of a vehicle. Lengths along it from where it starts.
struct Road {
    std::optional<float> stop_m = {};  ///< where it comes to stand
    float braking_mps2 = 3.5F;
    float tail_rad = 0.0F;               ///< how far its tail comes round while it brakes
    std::optional<float> around_m = {};  ///< what it swerves around,
    float clear_m = 0.0F;                ///< as far to its right; below 0: to its left
    float around_reach_m = 10.0F;        ///< how long before and after it is off its line
};

/// Sends a vehicle or board along: used by riders too. `pace` in m/s.
std::unique_ptr<Deed> make_drive_deed(
    int vehicle, Vec3 direction, float pace, double seconds, const Road& road = {}
);

/// A vehicle that drives along `way` and skids; skid_deed.cpp.
std::unique_ptr<Deed> make_skid_deed(int vehicle, Vec3 way, float pace);

}  // namespace hibari::world
