#pragma once

// What the training code computed from the same weights (training/hibari_training/fixtures.py).

#include "models/mini/mini_model.h"
#include "weights/safetensors.h"

#include <ATen/core/Tensor.h>
#include <string>

namespace hibari::mini::testing {

inline constexpr const char* kFolder = "src/models/mini/testdata";

/// One toy model and its reference data: "toy" or "toy_guided".
class Fixtures {
  public:
    explicit Fixtures(std::string model);

    const MiniModel& model() const { return model_; }

    /// "joint.state": numbers as floats, in the shape they were written.
    at::Tensor get(const std::string& name) const;
    bool has(const std::string& name) const;

  private:
    std::string name_;
    weights::SafetensorsFile file_;
    MiniModel model_;
};

/// The largest difference as a share of the reference's largest magnitude.
double relative_error(const at::Tensor& value, const at::Tensor& reference);

}  // namespace hibari::mini::testing
