// Gaits of four-legged animals as footfalls in time, and the motion of the body that follows.
//
// A gait says when each foot is on the ground within a stride. The feet push like half sine waves;
// what the body does between them is not animated but integrated: y'' = g (F - 1), where F is the
// sum of the pushes in units of the weight. While no foot touches the ground the body therefore
// falls with exactly g.
#pragma once

#include <array>
#include <cstdint>

namespace hibari::world {

enum class Gait4 : std::uint8_t { kWalk, kTrot, kGallop };

/// Footfalls of one stride. Legs: left fore, right fore, left hind, right hind.
struct Footfalls {
    std::array<float, 4> start{};  ///< phase at which the foot lands, 0 .. 1
    std::array<float, 4> duty{};   ///< share of the stride on the ground
};

/// How a kind of animal runs.
enum class Runner : std::uint8_t {
    kSupple,  ///< rotary gallop with two suspensions: dogs and cats
    kStiff,   ///< transverse gallop with one suspension: hoofed animals
    kHopper,  ///< half bound: rabbits
    kHeavy,   ///< never leaves the ground: elephants
};

/// Froude number v^2 / (g h) of a speed; `hip_m` is the height of the hip.
float froude(float speed_mps, float hip_m, float gravity);

/// The gait that animals of all sizes choose at a Froude number.
Gait4 gait_at(float froude_number, Runner runner);

Footfalls footfalls(Gait4 gait, Runner runner, float froude_number);

/// Length of a stride, metres.
float stride_length(Gait4 gait, float froude_number, float hip_m);

/// The periodic function of phase whose second derivative is a half-sine push over [0, duty] with
/// mean 1, less 1; its own mean is zero.
float push_response(float phase, float duty);

/// Height of the body over its mean at `phase`, in units of g T^2, when every foot carries `share`.
float bob(const Footfalls& feet, const std::array<float, 4>& share, float phase);

/// The same for the nose-up angle, in units of g T^2 per metre of arm over gyration radius squared:
/// each push turns the body by its arm (fore positive).
float rock(
    const Footfalls& feet,
    const std::array<float, 4>& share,
    const std::array<float, 4>& arm_m,
    float phase
);

}  // namespace hibari::world
