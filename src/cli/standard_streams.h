#pragma once

// Standard input, output and error exist, whatever the program was started with.

namespace hibari::cli {

/// Opens /dev/null for each of the three that is closed. Otherwise the next file to be opened gets
/// its number, and what is meant for a terminal is written into a clip. Call before anything else.
void open_standard_streams();

}  // namespace hibari::cli
