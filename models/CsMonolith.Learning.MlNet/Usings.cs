// Everything of the learning library that this project knows.
global using CsMonolith.Learning.Artefacts;
global using CsMonolith.Learning.Calibration;
global using CsMonolith.Learning.Evaluation;
global using CsMonolith.Learning.Interchange;
global using CsMonolith.Learning.Tables;
global using CsMonolith.Learning.Training;
