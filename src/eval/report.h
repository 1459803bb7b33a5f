#pragma once

// What an evaluation found, for people and for programs.

#include "base/json.h"
#include "eval/evaluate.h"

#include <string>

namespace hibari::eval {

/// The table.
std::string to_table(const Evaluation& evaluation, const EvaluateOptions& options);

Json to_json(const Evaluation& evaluation, const EvaluateOptions& options);

}  // namespace hibari::eval
