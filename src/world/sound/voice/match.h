// The voice of a likeness: which of the voices is nearest to what was recorded, and how it is
// changed to have its pitch, its throat and its pace. And the recording itself, as a line.
#pragma once

#include "world/sound/dsp/signal.h"
#include "world/sound/voice/casting.h"
#include "world/sound/voice/delivery.h"
#include "world/things/likeness_form.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world::sound {

/// Formants and pace are those of the profile as far as the voices can be bent without harm.
VoiceCast match_voice(const LikenessForm::Voice& voice);

/// Shifts a calm line's pitch so that the median of what is voiced is the profile's; other
/// deliveries keep their distance from the calm one.
void settle_pitch(
    const Analysis& analysis, Delivery delivery, const LikenessForm::Voice& voice, Delivered& line
);

/// How the mouth opens to a recording, from how loud it is; begins and ends closed. 48 kHz.
std::vector<MouthKey> mouth_of_recording(const Samples& samples);

}  // namespace hibari::world::sound
