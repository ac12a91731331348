// Everything of the learning library that this project knows.
global using CsMonolith.Learning.Artefacts;
global using CsMonolith.Learning.Auto;
global using CsMonolith.Learning.Calibration;
global using CsMonolith.Learning.Evaluation;
global using CsMonolith.Learning.Interchange;
global using CsMonolith.Learning.Localization;
global using CsMonolith.Learning.Models;
global using CsMonolith.Learning.Numerics;
global using CsMonolith.Learning.Progress;
global using CsMonolith.Learning.Tables;
global using CsMonolith.Learning.Training;
