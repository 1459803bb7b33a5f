#pragma once

// The other half of a ProcessEngine: the program of an engine, which takes requests from its
// standard input, runs a Generator, and sends back what comes of it. The program that started it
// is told of everything and is believed nothing that does not read well.

#include "base/result.h"
#include "engine/generator.h"

#include <chrono>
#include <functional>
#include <memory>

namespace hibari::engine {

struct HostOptions {
    /// Makes the engine when the first request comes; its error answers that request, and the next
    /// one tries again.
    std::function<Result<std::unique_ptr<Generator>>()> make;
    /// Who is not asked for so long gives its memory back.
    std::chrono::milliseconds idle_max = std::chrono::minutes(5);
};

/// Serves until nobody wants more, then ends the process; also, within two seconds, when the other
/// side has gone, whatever the engine does. Standard input must be the socket. Returns only an
/// exit code for main() when it is not: such a program is started by another one.
int host_engine(const HostOptions& options);

}  // namespace hibari::engine
