// The timeline: everything that happened in one shot, exactly.
//
// The simulator writes it once; the picture, the sound and the truth only read it. It is sampled at
// kSampleRateHz in CLIP time (both 24 and 30 fps fall on samples, so frames need no interpolation);
// slow motion is already applied, and `world_speed` tells how many world seconds pass in a clip
// second. Memory: 28 bytes per moving body and sample.
#pragma once

#include "base/vec.h"
#include "world/script/shot_script.h"
#include "world/things/place.h"
#include "world/things/thing.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hibari::world {

constexpr int kSampleRateHz = 120;

/// A rigid body's parts and its motion. The frame of a body is its centre of mass.
struct BodyTrack {
    std::string name;  ///< "player.left_hand", "ball"
    int entity = -1;   ///< index into Timeline::entities; -1: the place itself
    int link = 0;      ///< index of the link in the entity's blueprint
    std::vector<Part> parts;
    float mass_kg = 0.0F;  ///< 0: immovable or driven by animation
    Substance substance = Substance::kWood;
    float restitution = 0.3F;
    float friction = 0.5F;
    int face = -1;            ///< index into Timeline::faces for heads
    std::vector<Pose> poses;  ///< one per sample, or exactly one when it never moves

    const Pose& pose_at(int sample) const {
        return poses.size() == 1 ? poses.front() : poses[static_cast<std::size_t>(sample)];
    }
};

/// A deforming net, membrane, cloth or rope.
struct SoftTrack {
    int entity = -1;
    Soft soft;                    ///< topology and look (its rest nodes are in the thing's frame)
    std::vector<Vec3> positions;  ///< world; sample-major: [sample * nodes + node]
};

/// What a face does, all in 0 .. 1 unless stated.
struct FacePose {
    float mouth_open = 0.0F;
    float mouth_width = 0.5F;  ///< 0 pursed (oo) .. 1 wide (ee)
    float smile = 0.5F;        ///< 0 sad .. 0.5 neutral .. 1 smiling
    float brow = 0.5F;         ///< 0 frown .. 1 raised
    float blink = 0.0F;        ///< 1: closed
    float gaze_x = 0.0F;       ///< -1 .. 1, + is the face's own left
    float gaze_y = 0.0F;       ///< -1 .. 1, + is up
};

struct FaceTrack {
    int entity = -1;
    Vec3 skin{0.6F, 0.4F, 0.3F};
    Vec3 iris{0.2F, 0.12F, 0.06F};
    Vec3 hair{0.05F, 0.03F, 0.02F};  ///< brows, beard
    Vec3 lips{0.45F, 0.2F, 0.18F};
    bool beard = false;
    float age = 0.4F;             ///< 0 child .. 1 old
    std::vector<FacePose> poses;  ///< one per sample
};

enum class ContactKind : std::uint8_t { kImpact, kFootstep, kSplash };

/// A short contact between two bodies.
struct Contact {
    double time_s = 0.0;  ///< clip time
    int body_a = -1;      ///< index into Timeline::bodies
    int body_b = -1;      ///< -1: ground, -2: water
    Vec3 point{};
    Vec3 normal{0, 1, 0};  ///< from b to a
    float impulse_ns = 0.0F;
    float speed_mps = 0.0F;  ///< closing speed along the normal just before, world units
    ContactKind kind = ContactKind::kImpact;
};

enum class RubKind : std::uint8_t { kRoll, kSlide };

/// A lasting contact: rolling or sliding from one sample to another.
struct Rub {
    RubKind kind = RubKind::kRoll;
    int body_a = -1;
    int body_b = -1;  ///< as in Contact
    int first_sample = 0;
    std::vector<float> speed_mps;  ///< surface speed per sample
    std::vector<float> force_n;    ///< normal force per sample
};

enum class EventKind : std::uint8_t {
    kScored,
    kMissed,
    kThrown,
    kCaught,
    kKicked,
    kJumped,
    kLanded,  ///< a trick that worked
    kFell,    ///< a trick or a walk that ended on the ground
    kHit,
    kToppled,
    kLaunched,
    kSplashed,
    kReleased,
    kBroke,
    kLightning,
    kFirework,
    kAnimalCall,  ///< detail: "bark", "meow", "neigh", "chirp"
    kLaugh,
    kCry,
    kClap,
    kStepBegan,  ///< detail: number of the script's step
    kDeedBegan,  ///< of somebody alive; detail: the name of the verb as it is performed
};

/// A named moment: what the crowd reacts to and the caption tells.
struct Event {
    EventKind kind = EventKind::kHit;
    double time_s = 0.0;
    int entity = -1;
    Vec3 position{};
    float strength = 1.0F;
    std::string detail;
    int patient = -1;  ///< entity that it was done to: the ball that is kicked; -1: none
};

enum class HumKind : std::uint8_t {
    kEngine,
    kFire,
    kRocket,
    kWindInSail,
    kFlap,
    kWheels,
    kBalloonBurner,
    kSwimming
};

/// A lasting sound source that no contact explains.
struct Hum {
    HumKind kind = HumKind::kEngine;
    int body = -1;
    std::vector<float> level;  ///< per sample, 0 .. 1
    std::vector<float> rate;   ///< per sample, 0 .. 1 (engine speed, flap speed)
};

enum class ParticleKind : std::uint8_t {
    kSpray,
    kFoam,
    kDust,
    kSnow,
    kSand,
    kSpark,
    kSmoke,
    kFlame,
    kConfetti,
    kBubble,
    kLeaf,
    kDebris
};

/// A particle with a closed-form path: x(t) = x0 + v (1 - e^(-k t)) / k + wind drift, plus gravity
/// until `land_y_m`.
struct Particle {
    ParticleKind kind = ParticleKind::kDust;
    float born_s = 0.0F;  ///< clip time
    float life_s = 1.0F;
    Vec3 position{};
    Vec3 velocity{};       ///< per clip second
    float gravity = 1.0F;  ///< share of the place's gravity; negative rises
    float drag = 0.0F;     ///< k, 1/s
    float radius_m = 0.01F;
    float growth = 0.0F;  ///< radius gain per second, metres
    Vec3 color{1, 1, 1};
    float land_y_m = -1e9F;  ///< stops here
};

/// A ring of ripples on water.
struct Ripple {
    float born_s = 0.0F;
    Vec2 center{};
    float amplitude_m = 0.02F;
    float wavelength_m = 0.4F;
};

struct CameraPose {
    Vec3 position{0, 1.5F, 6};
    Quat rotation{};  ///< looks along its -Z
    float fov_y_rad = 0.6F;
    float focus_m = 6.0F;
    float aperture_m = 0.0F;  ///< lens diameter; 0: everything sharp
};

/// Mouth shape of a spoken sound at one moment; the sound library makes these from phonemes before
/// the simulation.
struct MouthKey {
    double time_s = 0.0;  ///< from the start of the line
    float open = 0.0F;
    float width = 0.5F;
};

/// A spoken line with its length and mouth shapes. The simulator fixes `start_s`.
struct Utterance {
    int line = 0;     ///< index into Shot::lines
    int entity = -1;  ///< speaker; -1: narrator
    double duration_s = 0.0;
    std::vector<MouthKey> mouth;
    double start_s = -1.0;  ///< clip time, set by simulate(); -1: does not fit and is not spoken
};

/// Resolved surroundings.
struct Environment {
    const Place* place = nullptr;  ///< never null in a finished timeline; lives in the catalogue
    TimeOfDay time = TimeOfDay::kDay;
    Sky sky = Sky::kClear;
    Season season = Season::kSummer;
    Vec3 sun_direction{0.3F, 0.8F, 0.5F};  ///< towards the sun or moon, unit
    Vec3 sun_color{1, 1, 1};
    float fog_per_m = 0.0F;    ///< extinction
    float fog_clear_m = 0.0F;  ///< before the eye, free of it
    Vec3 wind_mps{};
    float rain = 0.0F;   ///< 0 .. 1
    float snow = 0.0F;   ///< 0 .. 1
    float cloud = 0.0F;  ///< cover, 0 .. 1
    Terrain terrain;
    Water water;
    float gravity_mps2 = 9.81F;
    std::vector<Lamp> lamps;  ///< lit ones only
};

struct Timeline {
    double duration_s = 0.0;
    int sample_count = 0;  ///< duration_s * kSampleRateHz + 1
    float world_speed = 1.0F;
    Environment environment;
    std::vector<Entity> entities;  ///< of the shot, then those of the backdrop
    std::vector<BodyTrack> bodies;
    std::vector<SoftTrack> softs;
    std::vector<FaceTrack> faces;
    std::vector<CameraPose> camera;  ///< one per sample
    std::vector<Contact> contacts;   ///< by time
    std::vector<Rub> rubs;
    std::vector<Event> events;  ///< by time
    std::vector<Hum> hums;
    std::vector<Particle> particles;  ///< by birth
    std::vector<Ripple> ripples;      ///< by birth
    std::vector<Utterance> utterances;

    int sample_of(double time_s) const;
};

/// Where a particle is at clip time `time_s`, with the place's gravity and wind; see Particle.
Vec3 particle_position(
    const Particle& particle, const Environment& environment, float world_speed, double time_s
);

/// One number for everything that moves: equal timelines have equal hashes. For determinism tests
/// and for the truth.
std::uint64_t state_hash(const Timeline& timeline);

}  // namespace hibari::world
