#pragma once

// What the single checks measure, apart from what is made of it (judge.cpp), so that each can be
// looked at and tested alone.

#include "trust/likeness/challenge.h"
#include "trust/likeness/face_track.h"
#include "trust/likeness/recording.h"

#include <vector>

namespace hibari::trust {

/// Whether the pictures are pictures, and one unbroken take.
struct PictureFacts {
    /// Mean luma of the whole recording, 0 to 255, and the mean spread within a picture.
    double luma = 0.0;
    double contrast = 0.0;
    /// The longest time in which nothing changed at all, in seconds.
    double frozen_s = 0.0;
    /// Times at which one picture does not follow from the last, in seconds.
    std::vector<double> cuts;
    /// How long pictures came again that had been shown before, movements and all, in seconds.
    double repeated_s = 0.0;
};

PictureFacts look_at_pictures(const Recording& recording);

/// How the light on the face followed the colours on the screen.
struct FlashFit {
    /// Correlation of the face's colour with the colours that were asked for, at the best delay.
    double correlation = 0.0;
    /// That delay.
    double lag_s = 0.0;
    /// The best that 200 other sequences of colours reach, at any delay.
    double best_other = 0.0;
    /// How much the face's colour changes, relative to itself.
    double strength = 0.0;
    /// How much the wall beside it changes with the screen, relative to the face; about 1 when
    /// both are one flat thing. Negative when there is no wall to be seen.
    double wall_share = -1.0;
};

FlashFit fit_flashes(
    const Recording& recording, const FaceTrack& track, const Challenge& challenge
);

/// How well the mouth's movements foretell how loud it is.
struct MouthFit {
    double correlation = 0.0;
    double lag_s = 0.0;
};

MouthFit fit_mouth(const Recording& recording, const FaceTrack& track);

/// Whether the face after the turns looks like the one before them. It tells one drawn person from
/// another (docs/likeness.md); nobody is recognised by it.
struct PersonFit {
    /// Correlation in colour that three in four pictures before the turns reach with the best of
    /// those after.
    double correlation = 0.0;
    /// Whether the face was seen from the front both before and after.
    bool is_seen = false;
};

PersonFit fit_person(const Recording& recording, const FaceTrack& track);

/// What was seen while one turn was asked for.
struct TurnSeen {
    /// Moments at which the profile of the asked-for side alone was seen; and of the other.
    int profiles_right = 0;
    int profiles_wrong = 0;
    /// The share of the moments in its middle at which no face from the front was seen.
    double front_lost = 0.0;
    /// How far the features moved towards the asked-for side before they came back, in widths of
    /// the face.
    double travel = 0.0;
};

std::vector<TurnSeen> look_for_turns(
    const Recording& recording, const FaceTrack& track, const Challenge& challenge
);

}  // namespace hibari::trust
