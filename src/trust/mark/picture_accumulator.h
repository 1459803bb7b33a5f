#pragma once

// First half of reading the mark of a picture: turns each frame back by the angle of its time and
// adds up, so that the pattern of the mark grows while the pictures themselves cancel out. What
// remains of them is the trouble, so three things are done to a frame first. The mean of the second
// around it is taken off (whatever stands still is gone); its coarse shapes are taken off; and each
// part is divided by how much moves there, so that a waving flag does not shout down the sky.

#include "media/frame.h"

#include <deque>
#include <vector>

namespace hibari::trust {

/// A picture of complex values, row by row.
struct ComplexPlane {
    int width = 0;
    int height = 0;
    /// Pixels of the clip's frames for each of its own.
    double pixel = 1.0;
    std::vector<float> real;
    std::vector<float> imaginary;
};

/// Adds up the frames of one clip.
class PictureAccumulator {
  public:
    /// Takes the next frame. Its size must be that of the first (checked) and `time_s` must not go
    /// back. More than kSamplesPerSecond frames a second are not needed and passed over.
    void push(const media::Frame& frame, double time_s);

    /// Ends the clip.
    void finish();

    /// One plane for each second of the clip, from its start.
    const std::vector<ComplexPlane>& seconds() const { return seconds_; }

    /// Most seconds that are looked at; what comes after is ignored.
    static constexpr int kSecondsMax = 60;

  private:
    struct Sample {
        double time_s = 0.0;
        std::vector<float> luma;
        bool done = false;
    };

    void shrink(const media::Frame& frame, std::vector<float>& luma) const;
    void add(const Sample& sample);
    void add_before(double time_s);

    media::FrameSize size_;
    int factor_ = 1;
    int width_ = 0;
    int height_ = 0;
    double next_s_ = 0.0;
    double start_s_ = 0.0;
    std::deque<Sample> recent_;
    std::vector<float> sum_;
    std::vector<float> difference_;
    std::vector<float> blurred_;
    std::vector<float> scratch_;
    std::vector<ComplexPlane> seconds_;
};

}  // namespace hibari::trust
