#pragma once

// A child that enters the sandbox and then misbehaves, to see what becomes of it. Only in test
// programs.

#include <string>
#include <vector>

namespace hibari::media::testing {

/// The command line of a canary that tries `misdeed` (a key of the table in canary.cpp) and then
/// writes '!', without the program's name.
std::vector<std::string> canary_arguments(const std::string& misdeed);

/// Never returns when the program was started as a canary.
void run_canary(int argc, char** argv);

}  // namespace hibari::media::testing
