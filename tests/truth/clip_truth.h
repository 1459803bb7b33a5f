#pragma once

// The truth of a clip as anybody can read it: files in a folder, nothing from inside the program.

#include "base/json.h"
#include "base/vec.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hibari::truth {

/// A shape that others bump into, in the frame of its body.
struct Solid {
    std::string shape;
    Pose local{};
    Vec3 half{};
    float radius = 0.0F;
    float radius_top = 0.0F;
    float rounding = 0.0F;
};

struct Body {
    std::string name;
    std::string kind;  ///< catalogue name of its entity; empty for the place
    int entity = -1;
    float mass_kg = 0.0F;
    float restitution = 0.0F;
    std::vector<Solid> solids;
    std::vector<Pose> poses;  ///< one per sample, or one

    bool moves() const { return poses.size() > 1; }

    const Pose& at(int sample) const;
};

struct Contact {
    double time_s = 0.0;
    std::string kind;
    int a = -1;
    int b = -1;
    float impulse_ns = 0.0F;
    float speed_mps = 0.0F;
};

struct Event {
    double time_s = 0.0;
    std::string kind;
};

/// The first shot of a clip.
struct ClipTruth {
    std::filesystem::path folder;
    int fps = 30;
    int frame_count = 0;
    int sample_rate_hz = 120;
    int sample_count = 0;
    float gravity_mps2 = 0.0F;
    float ground_restitution = 1.0F;
    std::vector<Body> bodies;
    std::vector<Contact> contacts;
    std::vector<Event> events;

    /// Index of the first body of a kind; it must be there (checked).
    int body_of(const std::string& kind) const;
    bool has_event(const std::string& kind) const;
    double event_time_s(const std::string& kind) const;
    /// By central difference.
    Vec3 velocity(int body, int sample) const;
    Vec3 acceleration(int body, int sample) const;
};

/// Reads the folder.
ClipTruth read_truth(const std::filesystem::path& folder);

/// Runs `hibari generate` with a small picture and reads what it wrote. `what` is a prompt, or a
/// shot script when it begins with a brace. The folder stays until the next call with the same
/// `name`.
ClipTruth make_clip_truth(const std::string& name, const std::string& what, int seed = 1);

/// Pixels per frame that show the entity, from the masks.
std::vector<int> visible_pixels(const ClipTruth& truth, int entity);

}  // namespace hibari::truth
