export default function Kata() {
  return null;
}
