// Small recursive filters. Biquads follow the well-known cookbook of R. Bristow-Johnson; the state
// variable filter (for cutoffs that move every sample) is the trapezoidal one of A. Simper.
#pragma once

#include "base/vec.h"
#include "world/sound/dsp/signal.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {

/// Second-order section, transposed direct form II.
class Biquad {
  public:
    Biquad() = default;

    Biquad(float b0, float b1, float b2, float a1, float a2)
        : b0_(b0), b1_(b1), b2_(b2), a1_(a1), a2_(a2) {}

    float run(float x) {
        const float y = b0_ * x + z1_;
        z1_ = b1_ * x - a1_ * y + z2_;
        z2_ = b2_ * x - a2_ * y;
        return y;
    }

    void run(Samples& samples) {
        for (float& sample : samples) {
            sample = run(sample);
        }
    }

  private:
    float b0_ = 1.0F;
    float b1_ = 0.0F;
    float b2_ = 0.0F;
    float a1_ = 0.0F;
    float a2_ = 0.0F;
    float z1_ = 0.0F;
    float z2_ = 0.0F;
};

/// Frequencies in Hz are clamped to what 48 kHz can hold.
Biquad low_pass(float hz, float q = 0.7071F);
Biquad high_pass(float hz, float q = 0.7071F);
/// Gain 1 at the centre.
Biquad band_pass(float hz, float q);
Biquad peaking(float hz, float q, float gain_db);
Biquad high_shelf(float hz, float gain_db);

/// First-order low pass.
class OnePole {
  public:
    explicit OnePole(float hz = 1000.0F) { set(hz); }

    void set(float hz) { k_ = 1.0F - std::exp(-2.0F * kPi * std::min(hz, 0.45F * kRate) / kRate); }

    float run(float x) { return y_ += k_ * (x - y_); }

    float value() const { return y_; }

  private:
    float k_ = 1.0F;
    float y_ = 0.0F;
};

/// Low, band and high output at once; cheap to retune.
class Svf {
  public:
    Svf() { set(1000.0F, 0.7F); }

    Svf(float hz, float q) { set(hz, q); }

    void set(float hz, float q) {
        const float w = kPi * std::clamp(hz, 10.0F, 0.45F * kRate) / kRate;
        const float g = w * (1.0F + w * w * (1.0F / 3.0F + w * w * (2.0F / 15.0F)));  // ~ tan(w)
        k_ = 1.0F / q;
        a1_ = 1.0F / (1.0F + g * (g + k_));
        a2_ = g * a1_;
        a3_ = g * a2_;
    }

    void run(float x) {
        const float v3 = x - s2_;
        band_ = a1_ * s1_ + a2_ * v3;
        low_ = s2_ + a2_ * s1_ + a3_ * v3;
        s1_ = 2.0F * band_ - s1_;
        s2_ = 2.0F * low_ - s2_;
        high_ = x - k_ * band_ - low_;
    }

    float low() const { return low_; }

    /// Gain 1 at the centre.
    float band() const { return k_ * band_; }

    float high() const { return high_; }

    float band(float x) {
        run(x);
        return band();
    }

    float low(float x) {
        run(x);
        return low();
    }

  private:
    float k_ = 1.4F;
    float a1_ = 0.0F;
    float a2_ = 0.0F;
    float a3_ = 0.0F;
    float s1_ = 0.0F;
    float s2_ = 0.0F;
    float low_ = 0.0F;
    float band_ = 0.0F;
    float high_ = 0.0F;
};

/// Noise with equal power per octave (three one-pole sections; P. Kellet's economy design).
class PinkNoise {
  public:
    explicit PinkNoise(Rng rng) : white_(rng) {}

    float next() {
        const float white = white_.next();
        b0_ = 0.99765F * b0_ + white * 0.0990460F;
        b1_ = 0.96300F * b1_ + white * 0.2965164F;
        b2_ = 0.57000F * b2_ + white * 1.0526913F;
        return 0.25F * (b0_ + b1_ + b2_ + white * 0.1848F);
    }

  private:
    Noise white_;
    float b0_ = 0.0F;
    float b1_ = 0.0F;
    float b2_ = 0.0F;
};

/// Quiet numbers below the normal range cost a hundred times as much; this switches them off for
/// its lifetime on processors that can.
class FlushDenormals {
  public:
    FlushDenormals();
    ~FlushDenormals();
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;

  private:
    unsigned saved_ = 0;
};

}  // namespace hibari::world::sound
