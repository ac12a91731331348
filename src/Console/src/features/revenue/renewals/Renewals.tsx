export default function Renewals() {
  return null;
}
